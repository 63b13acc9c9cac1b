import type { Fault } from '../engine/fault.js';
import { given } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-invoke-input-is-rewritten',
  breaks: 'durable:execution/input-text-is-kept',
  does: 'The input is read as JSON and written anew.',
  source: 'MiniStack 1.4.21, run',
  durable: given('Invoke', (input) => {
    try {
      return { ...input, Payload: JSON.stringify(JSON.parse(input.Payload ?? '')) };
    } catch {
      return input;
    }
  }),
};
