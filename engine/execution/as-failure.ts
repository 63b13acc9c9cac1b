import { StatesError } from '../asl/index.js';
import type { Branch } from './branch.js';
import { EvaluationFailure, Failure } from './failure.js';
import { HistoryFull } from './history.js';

/** What was thrown inside the loop, as a failure of the branch's current state. @throws HistoryFull */
export function asFailure(branch: Branch, thrown: unknown): Failure {
  if (thrown instanceof Failure) return thrown;
  if (thrown instanceof HistoryFull) throw thrown;
  if (thrown instanceof StatesError) {
    const cause = branch.causePrefix + thrown.cause;
    if (thrown.error === 'States.QueryEvaluationError') {
      const { state, entered, beforeEntered, last } = branch;
      return new EvaluationFailure(
        { stateType: state.type, entered, beforeEntered, last },
        thrown.error,
        cause,
        thrown.location,
      );
    }
    return new Failure(thrown.error, cause, thrown.error === 'States.Runtime' ? 'execution' : 'catchable');
  }
  // A defect of the engine, or data too deep for its stack: it ends this execution, and says so, and no other.
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new Failure('States.Runtime', `${branch.causePrefix}Internal error: ${message}`, 'execution');
}
