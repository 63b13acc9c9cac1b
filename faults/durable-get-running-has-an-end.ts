import type { Fault } from '../engine/fault.js';
import { answering } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-get-running-has-an-end',
  breaks: 'durable:GetDurableExecution/behaviour/running',
  does: 'A RUNNING execution has an EndTimestamp.',
  durable: answering('GetDurableExecution', (answer) => ({ EndTimestamp: answer.StartTimestamp, ...answer })),
};
