/** What may happen to one execution. */
export const happenings = [
  'start-step',
  'succeed-step',
  'fail-step',
  'retry-step',
  'poll-step',
  'run-step',
  'start-wait',
  'start-callback',
  'start-context',
  'succeed-context',
  'fail-context',
  'ask',
  'stale',
  'suspend',
  'crash',
  'succeed',
  'fail',
  'close',
  'advance',
  'callback-success',
  'callback-failure',
  'callback-heartbeat',
  'stop',
] as const;

export type Happening = (typeof happenings)[number];

/** One step of a sequence, as plain data: what `of` and `by` stand for is found by the model, from what came before. */
export interface DurableRecipe {
  readonly do: Happening;
  readonly of: number;
  readonly by: number;
}
