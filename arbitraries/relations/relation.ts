import type { Draws } from '../draws.js';
import type { Json } from '../json.js';
import type { Machine } from '../machine.js';

/** One event of a history, as the API shows it. */
export interface RunEvent {
  readonly id: number;
  readonly type: string;
  readonly previousEventId: number;
  /** Seconds since the epoch. */
  readonly timestamp: number;
  readonly [details: string]: unknown;
}

/** What became of a run. */
export interface RunResult {
  readonly status: string;
  /** Parsed. */
  readonly output: Json | undefined;
  readonly error: string | undefined;
  readonly cause: string | undefined;
  readonly elapsedMs: number;
  readonly history: readonly RunEvent[];
}

/** What a relation comes to. */
export type RelationVerdict =
  | { readonly kind: 'holds' }
  /** The machine has no place that the relation speaks of. */
  | { readonly kind: 'silent' }
  | {
      readonly kind: 'broken';
      /** What differs first: `status`, `output`, `elapsed`, ... */
      readonly aspect: string;
      readonly expected: string;
      readonly actual: string;
    };

/**
 * A relation at work: it gives machines to be run, gets what became of them, and in the end says whether it holds. The
 * machines of one step may run at the same time.
 */
export type Trial = Generator<readonly Machine[], RelationVerdict, readonly RunResult[]>;

export interface Conditions {
  /**
   * Whose time it is. A virtual clock is compared to the millisecond. On a real one a run may take as long as it takes: only
   * what comes before it is due is wrong.
   */
  readonly clock: 'virtual' | 'real';
  /**
   * Compares two histories that should say the same, where the order between branches is open. Absent: it is not, and they are
   * compared event by event.
   */
  readonly differs?: (base: RunResult, variant: RunResult) => HistoryDifference | undefined;
}

/** The first way in which two histories differ. */
export interface HistoryDifference {
  readonly aspect: string;
  readonly expected: string;
  readonly actual: string;
}

/**
 * A metamorphic relation: how two runs of machines that differ in one respect are related, whatever the machine. It needs no
 * reference.
 */
export interface Relation {
  /** The id of its statement. */
  readonly id: `laws:${string}`;
  /** It rewrites machines into what only the current edition has. */
  readonly modern?: true;
  /** Holds of machines without races: no two branches fail beside each other. `draws` chooses where it is applied. */
  readonly trial: (machine: Machine, draws: Draws, conditions: Conditions) => Trial;
}

export const holds: RelationVerdict = { kind: 'holds' };
export const silent: RelationVerdict = { kind: 'silent' };

export function broken(aspect: string, expected: string, actual: string): RelationVerdict {
  return { kind: 'broken', aspect, expected, actual };
}
