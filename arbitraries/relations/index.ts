import { oneBranchParallel, swappedBranches } from './branches.js';
import { deMorgan, negatedChoice, operandOrder, pathOperator } from './choice.js';
import { discardingPass, identityPass, prependedWait, secondsPath } from './flow.js';
import { mapConcatenation, mapConcurrency, mapIsParallel } from './map.js';
import { renamedStates, reorderedStates } from './names.js';
import type { Relation } from './relation.js';
import { retryCount, unusedRetry } from './retry.js';
import { splitSequence } from './split.js';
import { heartbeats, retryJitter, taskTimeout, waitTime } from './time.js';
import { queryLanguages } from './twins.js';

export type {
  Conditions,
  HistoryDifference,
  Relation,
  RelationVerdict,
  RunEvent,
  RunResult,
  Trial,
} from './relation.js';

/** The relations between runs of machines, in the order of the list of laws. */
export const relations: readonly Relation[] = [
  identityPass,
  discardingPass,
  oneBranchParallel,
  swappedBranches,
  prependedWait,
  negatedChoice,
  unusedRetry,
  retryCount,
  renamedStates,
  reorderedStates,
  mapIsParallel,
  mapConcurrency,
  mapConcatenation,
  deMorgan,
  operandOrder,
  pathOperator,
  splitSequence,
  secondsPath,
  queryLanguages,
  waitTime,
  retryJitter,
  heartbeats,
  taskTimeout,
];
export { awaitRelation, tryRelation } from './try.js';
