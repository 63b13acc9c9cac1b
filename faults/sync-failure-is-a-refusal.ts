import type { Fault } from '../engine/fault.js';
import { ServiceError } from '../engine/index.js';
import { around } from './ways/operations.js';

export const fault: Fault = {
  id: 'sync-failure-is-a-refusal',
  breaks: 'sfn:StartSyncExecution/behaviour/failure',
  does: 'The answer for an execution that failed is a refusal with its error.',
  install: around('StartSyncExecution', (handle) => async (input, call) => {
    const output = await handle(input, call);
    if (output.status === 'FAILED') throw new ServiceError(String(output.error), String(output.cause));
    return output;
  }),
};
