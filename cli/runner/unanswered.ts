import type { RunEvent } from '../../reporters/events.js';

type Finished = Extract<RunEvent, { readonly type: 'case-finished' }>;

/** More cases than these without an answer are no accident. */
const MOST_ACCIDENTS = 20;
/** So many cases must have been judged for each of them: else the target is gone, or answers nobody. */
const JUDGED_FOR_EACH = 10;

/**
 * Notes the cases that did not come to a verdict, or failed, after a request that nobody answered. On a busy machine that says little
 * of the target: where it answered everything else, they get a second chance by themselves.
 */
export class Unanswered {
  private readonly cases = new Set<string>();
  private judged = 0;

  see(event: Finished): void {
    const { record } = event;
    if (record === undefined) return;
    const isDoubtful = record.verdict === 'inconclusive' || record.verdict === 'fail';
    if (isDoubtful && record.exchanges.unanswered > 0) this.cases.add(event.id);
    else if (record.verdict === 'pass' || record.verdict === 'fail') this.judged++;
  }

  /** Those to be run again: none when they are too many to be accidents. */
  get accidents(): readonly string[] {
    const { size } = this.cases;
    return size <= MOST_ACCIDENTS && this.judged >= size * JUDGED_FOR_EACH ? [...this.cases] : [];
  }
}
