import type { Fault } from '../engine/fault.js';
import { rule } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-invoke-takes-no-json',
  breaks: 'durable:Invoke/behaviour/payload-is-json',
  does: 'A payload that is no JSON starts an execution.',
  source: 'MiniStack 1.5.33, run',
  durable: rule('starting', () => ({ inputIsJson: () => undefined })),
};
