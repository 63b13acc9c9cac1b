import { inject } from 'vitest';
import { DEATH_NOTICED_MS } from '../../harness/health.js';

/** What a property may use up. */
export interface Allowance {
  /** How many things are tried. */
  readonly runs: number;
  /** How many of them at once: on a real clock they mostly wait. */
  readonly atOnce: number;
  /** When it stops looking for more, milliseconds of `performance.now()`; and when it stops making smaller what it found. */
  readonly searchUntil: number;
  /** How often what is found is tried again, where time is real: one that does not fail again shows nothing. */
  readonly repeats: number;
  /** How long nothing is asked once something came again, milliseconds: a death of the target is noticed a little late. */
  readonly restMs: number;
  readonly shrinkUntil: number;
  /** Until when all that it found is tried again; later only while nothing has failed again yet. */
  readonly confirmUntil: number;
}

const DEFAULT_CASE_MS = 60_000;
/** A case that searches may take so many times as long as others: on a slow target a single trial may take a quarter of a minute. */
const SEARCHES_LONGER = 2.5;

/** For a whole case that searches, milliseconds. */
export const searchBudgetMs = (): number =>
  SEARCHES_LONGER * (inject('conformance')?.budgets?.caseMs ?? DEFAULT_CASE_MS);

/** What is found is not left as it was drawn, however short the search was. */
const SHORTEST_SHRINK_MS = 10_000;
/** To try again what was found. */
const CONFIRM_MS = 30_000;
/** What hangs on the clock: on a real one, as many at once as a modest emulator bears. */
const PACES = {
  virtual: { atOnce: 1, repeats: 0, restMs: 0 },
  real: { atOnce: 8, repeats: 3, restMs: 2 * DEATH_NOTICED_MS },
} as const;

/**
 * The share of a property in the run's budgets. Without `--time-budget` a case has a quarter of its time limit to search, and
 * another one to make small what was found.
 * @param share of `--runs`: how many machines all laws of one kind try together
 * @param laws how many properties of the suite share the time, one after the other
 */
export function allowanceOf(runs: number, share: number, clock: 'virtual' | 'real', laws = 1): Allowance {
  const { budgets, searchMs } = inject('conformance') ?? {};
  const { caseMs = DEFAULT_CASE_MS } = budgets ?? {};
  const now = performance.now();
  const own = (searchMs ?? 0) / laws;
  const [search, shrink, confirm] =
    searchMs === undefined
      ? [caseMs / 4, caseMs / 4, caseMs / 2]
      : [own, Math.max(own / 2, SHORTEST_SHRINK_MS), CONFIRM_MS];
  return {
    runs: Math.max(1, Math.round(runs * share)),
    ...PACES[clock],
    searchUntil: now + search,
    shrinkUntil: now + search + shrink,
    confirmUntil: now + search + shrink + confirm,
  };
}
