import type { Fault } from '../engine/fault.js';
import { eachEvent } from './ways/history.js';

export const fault: Fault = {
  id: 'history-starts-late',
  breaks: 'history:first-is-started',
  does: 'The first event is that of the first state: ExecutionStarted is left out.',
  options: { rewriteResponse: eachEvent((event) => (event.type === 'ExecutionStarted' ? [] : event)) },
};
