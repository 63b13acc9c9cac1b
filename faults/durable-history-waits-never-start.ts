import type { Fault } from '../engine/fault.js';
import { recorded } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-history-waits-never-start',
  breaks: 'durable:history/started-before-closed',
  does: 'The history has no WaitStarted.',
  durable: recorded((event) => (event.type === 'WaitStarted' ? undefined : event)),
};
