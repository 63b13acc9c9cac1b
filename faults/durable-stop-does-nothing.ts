import type { Fault } from '../engine/fault.js';
import { rule } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-stop-does-nothing',
  breaks: 'durable:StopDurableExecution/behaviour/ends-it',
  does: 'A stop answers with a time, and the execution goes on.',
  durable: rule('ending', () => ({ stop: () => {} })),
};
