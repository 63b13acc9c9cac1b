import type { Gene } from '../recipe.js';

/** What a client may do next, as plain data. What it refers to is found by `of` among what is there: `of % live`. */
export interface CallRecipe {
  readonly call: CallKind;
  /** Which thing. */
  readonly of: Gene;
  /** Which definition, input, name, answer or time. */
  readonly by: Gene;
}

export const callKinds = [
  'create-machine',
  'describe-machine',
  'update-machine',
  'delete-machine',
  'list-machines',
  'create-activity',
  'describe-activity',
  'delete-activity',
  'list-activities',
  'start',
  'describe',
  'stop',
  'history',
  'list-executions',
  'poll',
  'heartbeat',
  'succeed',
  'fail',
  'advance',
  'tag',
  'untag',
  'list-tags',
  'publish',
  'list-versions',
  'delete-version',
  'start-version',
] as const;
export type CallKind = (typeof callKinds)[number];
