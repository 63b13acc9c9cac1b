import type { Fault } from '../engine/fault.js';
import type { JsonObject } from '../engine/index.js';
import { without } from './ways/definition.js';
import { given } from './ways/operations.js';

export const fault: Fault = {
  id: 'test-state-without-paths',
  breaks: 'sfn:TestState/behaviour/agrees-with-a-run',
  does: 'TestState does not look at OutputPath.',
  install: given('TestState', (input) => ({
    ...input,
    definition: JSON.stringify(without(JSON.parse(String(input.definition)) as JsonObject, 'OutputPath')),
  })),
};
