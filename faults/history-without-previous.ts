import type { Fault } from '../engine/fault.js';
import { eachEvent } from './ways/history.js';

export const fault: Fault = {
  id: 'history-without-previous',
  breaks: 'history:linear-without-branches',
  does: 'Every event has the previousEventId 0.',
  source: 'MiniStack 1.4.21, run',
  options: { rewriteResponse: eachEvent((event) => ({ ...event, previousEventId: 0 })) },
};
