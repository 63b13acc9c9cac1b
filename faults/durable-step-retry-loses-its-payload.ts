import type { Fault } from '../engine/fault.js';
import { rule } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-step-retry-loses-its-payload',
  breaks: 'durable:step/retry-keeps-its-result',
  does: 'The payload of a RETRY is not kept: the next attempt is given nothing.',
  source: 'https://github.com/aws/aws-durable-execution-sdk-python/pull/515',
  durable: rule('transitions', (right) => ({
    'STEP.RETRY'(execution, update) {
      right['STEP.RETRY'](execution, update);
      delete execution.operations.get(update.Id)?.result;
    },
  })),
};
