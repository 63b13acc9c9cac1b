import type { Fault } from '../engine/fault.js';
import { given } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-callback-result-is-reformatted',
  breaks: 'durable:callback/raw-text',
  does: 'The result of a callback is read as JSON and written anew.',
  durable: given('SendDurableExecutionCallbackSuccess', (input) => {
    try {
      return { ...input, Result: JSON.stringify(JSON.parse(input.Result ?? '')) };
    } catch {
      return input;
    }
  }),
};
