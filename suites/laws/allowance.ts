import { inject } from 'vitest';

/** What a property may use up. */
export interface Allowance {
  /** How many things are tried. */
  readonly runs: number;
  /** How many of them at once: on a real clock they mostly wait. */
  readonly atOnce: number;
  /** When it stops looking for more, milliseconds of `performance.now()`; and when it stops making smaller what it found. */
  readonly searchUntil: number;
  readonly shrinkUntil: number;
}

const DEFAULT_CASE_MS = 60_000;
/** On a real clock, as many at once as a modest emulator bears. */
const AT_ONCE = 8;

/**
 * The share of a property in the run's budget: `--runs` says how many machines all properties of one kind try together, and
 * the time limit of a case how long: a quarter of it to search, another one to make small what was found.
 */
export function allowanceOf(runs: number, share: number, clock: 'virtual' | 'real'): Allowance {
  const caseMs = inject('conformance')?.budgets?.caseMs ?? DEFAULT_CASE_MS;
  const now = performance.now();
  return {
    runs: Math.max(1, Math.round(runs * share)),
    atOnce: clock === 'virtual' ? 1 : AT_ONCE,
    searchUntil: now + caseMs / 4,
    shrinkUntil: now + caseMs / 2,
  };
}
