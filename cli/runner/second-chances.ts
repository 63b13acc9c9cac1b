import type { CaseRecord } from '../../harness/record.js';
import type { RunEvent } from '../../reporters/events.js';
import { isOvertaken } from './deaths.js';

type Finished = Extract<RunEvent, { readonly type: 'case-finished' }>;

/** What is otherwise than the user knows it to be: cases by their ids, rows of the contract by {@link nameOfRow}. */
export interface Surprises {
  readonly cases: ReadonlySet<string>;
  readonly rows: ReadonlySet<string>;
}

/** More cases than these are no accident. */
const MOST_ACCIDENTS = 20;
/** So many cases must have been judged for each that was not answered: else the target is gone, or answers nobody. */
const JUDGED_FOR_EACH = 10;

export const nameOfRow = ({ operation, rule }: { readonly operation: string; readonly rule: string }): string =>
  `${operation} ${rule}`;

/**
 * Notes the cases that are tried again, each by itself, since their first outcome may be an accident: the target died meanwhile; on a
 * busy machine it left a request without an answer, or the harness itself came late; or the outcome is a surprise to whoever said
 * what is known of the target. Only a few: more of them are no accident.
 */
export class SecondChances {
  private readonly overtaken = new Set<string>();
  private readonly doubtful = new Set<string>();
  private readonly records = new Map<string, CaseRecord>();
  private judged = 0;

  /**
   * @param clock a target on a clock of its own does the same each time: what differs then is worth knowing
   * @param deaths when the target died, milliseconds since the epoch
   */
  constructor(
    private readonly clock: 'real' | 'virtual',
    private readonly deaths: () => readonly number[] = () => [],
  ) {}

  see(event: Finished): void {
    const { id, record } = event;
    if (record === undefined) return;
    this.records.set(id, record);
    if (isOvertaken(event, this.deaths())) this.overtaken.add(id);
    else if (this.isDoubtful(record)) this.doubtful.add(id);
    else if (record.verdict === 'pass' || record.verdict === 'fail') this.judged++;
  }

  /** The cases to be tried again. */
  of({ cases, rows }: Surprises = { cases: new Set(), rows: new Set() }): ReadonlySet<string> {
    const { size } = this.doubtful;
    const areAccidents = size <= MOST_ACCIDENTS && this.judged >= size * JUDGED_FOR_EACH;
    const surprising = [...this.records.values()]
      .filter(
        ({ id, contract }) => cases.has(id) || contract.some((row) => row.violations > 0 && rows.has(nameOfRow(row))),
      )
      .map(({ id }) => id);
    return new Set([
      ...this.overtaken,
      ...(areAccidents ? this.doubtful : []),
      ...(this.clock === 'real' && surprising.length <= MOST_ACCIDENTS ? surprising : []),
    ]);
  }

  /** What is to be told of the first outcome of a case, where the second is another one. */
  noteOn({ id, verdict }: CaseRecord): string | undefined {
    const before = this.records.get(id);
    if (before === undefined || before.verdict === verdict || this.overtaken.has(id)) return undefined;
    const reason = 'reason' in before ? `: ${before.reason}` : '.';
    return `It was tried again by itself. Before, beside other cases, its verdict was ${before.verdict}${reason}`;
  }

  /** Whether it is not certain that the target is to blame. */
  private isDoubtful(record: CaseRecord): boolean {
    const { verdict, exchanges } = record;
    if (verdict === 'inconclusive' && record.blame === 'harness') return this.clock === 'real';
    return (verdict === 'inconclusive' || verdict === 'fail') && exchanges.unanswered > 0;
  }
}
