import { DEATH_NOTICED_MS } from '../../harness/health.js';
import type { CaseRecord } from '../../harness/record.js';
import type { RunEvent } from '../../reporters/events.js';

type Finished = Extract<RunEvent, { readonly type: 'case-finished' }>;

/** So long after a death a case may still find nobody at the address. */
const DOWN_MS = 3_000;

/**
 * Whether a target's death may be the cause of what a case says: it failed or could not be judged, and the target died
 * while it ran, or so shortly before that it was not back. What the target held is gone then, so nothing is proven but what
 * had been before.
 */
export function isOvertaken(event: Finished, deaths: readonly number[]): boolean {
  const { record, startedAt } = event;
  if (record === undefined || startedAt === undefined) return false;
  if (record.verdict !== 'fail' && record.verdict !== 'inconclusive') return false;
  const from = startedAt - (record.verdict === 'fail' ? DEATH_NOTICED_MS : DOWN_MS);
  const proven = record.verdict === 'fail' ? record.provenAt : undefined;
  const to = (proven ?? startedAt + record.durationMs) + DEATH_NOTICED_MS;
  return deaths.some((death) => death >= from && death <= to);
}

/** The record of a case that a death overtook again when it was run by itself. */
export function unjudgeable(record: CaseRecord): CaseRecord {
  const { id, title, suite, cites, requires, editions, durationMs, exchanges, contract, transcript, notes } = record;
  return {
    id,
    title,
    suite,
    cites,
    requires,
    ...(editions === undefined ? {} : { editions }),
    durationMs,
    exchanges,
    contract,
    ...(transcript === undefined ? {} : { transcript }),
    notes,
    verdict: 'inconclusive',
    blame: 'target',
    reason: 'The target died while this case ran, also when it ran by itself.',
  };
}
