import type { Fault } from '../engine/fault.js';
import { eachEvent } from './ways/history.js';

export const fault: Fault = {
  id: 'history-previous-is-the-one-before',
  breaks: 'history:plain-states-exit-from-entry',
  does: 'The previousEventId of an event is always its own id less one, also where branches run beside each other.',
  source: 'https://github.com/localstack/localstack/pull/9342',
  options: {
    rewriteResponse: eachEvent((event) => ({ ...event, previousEventId: event.id < 3 ? 0 : event.id - 1 })),
  },
};
