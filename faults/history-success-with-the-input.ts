import type { Fault } from '../engine/fault.js';
import { eachEvent, withDetails } from './ways/history.js';

export const fault: Fault = {
  id: 'history-success-with-the-input',
  breaks: 'history:success-output-is-the-exits',
  does: 'ExecutionSucceeded carries the input of the execution as its output.',
  options: {
    rewriteResponse: eachEvent((event) =>
      event.type === 'ExecutionSucceeded'
        ? withDetails(event, (details) => ({ ...details, output: '{"ok":true}' }))
        : event,
    ),
  },
};
