import type { Fault } from '../engine/fault.js';
import { around } from './ways/operations.js';

export const fault: Fault = {
  id: 'test-state-passes-its-input',
  breaks: 'sfn:TestState/behaviour/pass',
  does: 'TestState gives the input of the state as its output.',
  install: around('TestState', (handle) => async (input, call) => {
    const output = await handle(input, call);
    return output.output === undefined ? output : { ...output, output: input.input ?? '{}' };
  }),
};
