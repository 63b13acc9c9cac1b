import type { Fault } from '../engine/fault.js';
import { eachEvent } from './ways/history.js';

export const fault: Fault = {
  id: 'history-exit-without-entry',
  breaks: 'history:exit-closes-an-entry',
  does: 'The exit of a state is there twice.',
  options: { rewriteResponse: eachEvent((event) => (event.type.endsWith('StateExited') ? [event, event] : event)) },
};
