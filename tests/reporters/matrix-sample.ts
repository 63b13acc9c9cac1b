import type { CaseRecord } from '../../harness/record.js';
import { type MatrixSource, matrixOf } from '../../reporters/matrix.js';
import type { MatrixData } from '../../reporters/matrix-model.js';
import type { Report } from '../../reporters/report.js';
import { facts, failed, inconclusive, ledger, passed, plan, report, skipped } from './sample.js';

const A = plan('asl/choice/and', ['asl:Choice/and']);
const B = plan('sfn/start/twice', ['sfn:Start/behaviour/twice', 'sfn:Start/error/Exists']);
const C = plan('sfn/start/anew', ['sfn:Start/behaviour/twice']);
const D = plan('sfn/stop/ends', ['sfn:Stop/behaviour/ends']);

const LEDGER = ledger(
  'asl:Choice/and',
  'sfn:Start/behaviour/twice',
  'sfn:Start/error/Exists',
  facts('sfn:Stop/behaviour/ends', { level: 'should' }),
);

interface Run {
  readonly name: string;
  readonly version?: string;
  readonly day: string;
  readonly records: readonly CaseRecord[];
  readonly page?: string;
}

export function source({ name, version, day, records, page }: Run): MatrixSource {
  const made = report(records, LEDGER);
  const { version: _, ...target } = made.target;
  const named: Report = {
    ...made,
    startedAt: `${day}T03:04:05.000Z`,
    target: { ...target, name, ...(version === undefined ? {} : { version }) },
  };
  return { name: `${name}-${day}.json`, report: named, ...(page === undefined ? {} : { page }) };
}

const broken = (item: typeof B) => failed(item, { statement: 'sfn:Start/error/Exists', actual: 'status 200' });

/** Two versions of one target, the older of them run twice, and another target. */
export const SOURCES: readonly MatrixSource[] = [
  source({ name: 'two', version: '1.10.0', day: '2026-01-04', records: [passed(A), passed(B), failed(C), skipped(D)] }),
  source({ name: 'two', version: '1.9.0', day: '2026-01-03', records: [passed(A), broken(B), passed(C), skipped(D)] }),
  source({ name: 'two', version: '1.9.0', day: '2026-01-02', records: [failed(A), broken(B), passed(C), skipped(D)] }),
  source({
    name: 'other',
    day: '2026-01-05',
    records: [failed(A), inconclusive(B), inconclusive(C), failed(D)],
    page: 'other.html',
  }),
];

export function matrix(sources: readonly MatrixSource[] = SOURCES): MatrixData {
  const made = matrixOf(sources, (id) => LEDGER.get(id));
  if (made.kind === 'refused') throw new Error(made.message);
  return made.data;
}
