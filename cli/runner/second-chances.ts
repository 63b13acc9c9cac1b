import type { CaseRecord } from '../../harness/record.js';
import type { RunEvent } from '../../reporters/events.js';
import { nameOfRow } from '../../reporters/report.js';
import { isOvertaken, unjudgeable } from './deaths.js';

type Finished = Extract<RunEvent, { readonly type: 'case-finished' }>;

/** What is otherwise than the user knows it to be: cases by their ids, rows of the contract by their names. */
export interface Surprises {
  readonly cases: ReadonlySet<string>;
  readonly rows: ReadonlySet<string>;
}

/** More cases of a kind than these are no accident. */
const MOST_ACCIDENTS = 20;
/** So many cases must have been judged for each that was not answered: else the target is gone, or answers nobody. */
const JUDGED_FOR_EACH = 10;

/**
 * Notes the cases that are tried again, each by itself, since their first outcome may be an accident: the target died meanwhile; on a
 * busy machine it left a request without an answer, or the harness itself came late; or the outcome is a surprise to whoever said
 * what is known of the target. Only a few of each kind: more of them are no accident.
 */
export class SecondChances {
  private readonly overtaken = new Set<string>();
  private readonly unanswered = new Set<string>();
  private readonly late = new Set<string>();
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

  /** The first outcome of a case. */
  see(event: Finished): void {
    const { id, record } = event;
    if (record === undefined) return;
    this.records.set(id, record);
    const { verdict, exchanges } = record;
    if (isOvertaken(event, this.deaths())) this.overtaken.add(id);
    else if ((verdict === 'inconclusive' || verdict === 'fail') && exchanges.unanswered > 0) this.unanswered.add(id);
    else if (verdict === 'inconclusive' && record.blame === 'harness') this.late.add(id);
    else if (verdict === 'pass' || verdict === 'fail') this.judged++;
  }

  /**
   * The cases to be tried again.
   * @param surprises asked only where time is real
   */
  of(surprises: () => Surprises | undefined = () => undefined): ReadonlySet<string> {
    const answersOthers = this.judged >= this.unanswered.size * JUDGED_FOR_EACH;
    return new Set([
      ...this.overtaken,
      ...(answersOthers ? accidents(this.unanswered) : []),
      ...(this.clock === 'real' ? [...accidents(this.late), ...accidents(this.surprising(surprises()))] : []),
    ]);
  }

  private surprising(surprises: Surprises | undefined): readonly string[] {
    if (surprises === undefined) return [];
    const { cases, rows } = surprises;
    return [...this.records.values()]
      .filter((record) => cases.has(record.id) || brokenBy(record).some((row) => rows.has(row)))
      .map(({ id }) => id);
  }

  /** Whether the first outcome of a case is worth nothing, whatever comes of the second. */
  wasInVain(id: string): boolean {
    return this.overtaken.has(id);
  }

  /**
   * What counts, once a case was tried again.
   * @returns its second outcome, with a note of the first where that was another; nothing where the first one stands: it failed, and
   * the second could not be judged
   */
  settled(event: Finished): Finished | undefined {
    const { id } = event;
    const before = this.wasInVain(id) ? undefined : this.records.get(id);
    const record = event.record && isOvertaken(event, this.deaths()) ? unjudgeable(event.record) : event.record;
    const isUndecided = record === undefined || record.verdict === 'inconclusive';
    if (isUndecided && before?.verdict === 'fail' && !this.unanswered.has(id)) return undefined;
    if (record === undefined) return event;
    const note = before && noteOn(before, record);
    return { ...event, record: note === undefined ? record : { ...record, notes: [...record.notes, note] } };
  }
}

function accidents(ids: Iterable<string>): readonly string[] {
  const all = [...ids];
  return all.length <= MOST_ACCIDENTS ? all : [];
}

const brokenBy = ({ contract }: CaseRecord): string[] =>
  contract.filter(({ violations }) => violations > 0).map(nameOfRow);

/** What is to be told of the first outcome of a case, where the second is another one. */
function noteOn(before: CaseRecord, after: CaseRecord): string | undefined {
  const reason = 'reason' in before ? `: ${before.reason}` : '.';
  const verdict = before.verdict === after.verdict ? [] : [`its verdict was ${before.verdict}${reason}`];
  const kept = new Set(brokenBy(after));
  const rows = brokenBy(before).filter((row) => !kept.has(row));
  const rules = rows.length === 0 ? [] : [`it broke ${rows.join(', ')}.`];
  const said = [...verdict, ...rules];
  return said.length === 0
    ? undefined
    : `It was tried again by itself. Before, beside other cases, ${said.join(' And ')}`;
}
