import type { Fault } from '../engine/fault.js';
import { eachState, without } from './ways/definition.js';

export const fault: Fault = {
  id: 'retry-exhausted-is-not-caught',
  breaks: 'asl:Retry/exhausted-then-catch',
  does: 'Once the tries of a state are used up the execution fails: its catchers are not asked.',
  source: 'https://github.com/localstack/localstack/issues/6132',
  options: { reviseDefinition: eachState((state) => (state.Retry === undefined ? state : without(state, 'Catch'))) },
};
