import type { Fault } from '../engine/fault.js';
import type { JsonObject } from '../engine/index.js';
import { eachEntry, eachOf } from './ways/definition.js';

/** A comparison that is asked only when its variable is there. */
function guarded(rule: JsonObject): JsonObject {
  if (rule.Variable === undefined || rule.IsPresent !== undefined) return rule;
  const { Next, ...comparison } = rule;
  return { And: [{ Variable: rule.Variable, IsPresent: true }, comparison], ...(Next !== undefined && { Next }) };
}

export const fault: Fault = {
  id: 'choice-missing-variable-is-false',
  breaks: 'asl:Choice/missing-variable',
  does: 'A rule whose Variable is not in the input does not hold, and the execution goes on.',
  source: 'https://github.com/localstack/localstack/issues/11980',
  options: {
    reviseDefinition: eachOf('Choice', (state) => ({ ...state, Choices: eachEntry(state.Choices, guarded) })),
  },
};
