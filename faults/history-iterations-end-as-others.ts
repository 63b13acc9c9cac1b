import type { Fault } from '../engine/fault.js';
import { eachEvent, withDetails } from './ways/history.js';

export const fault: Fault = {
  id: 'history-iterations-end-as-others',
  breaks: 'history:iterations-pair',
  does: 'The end of an iteration carries the index of the one before it.',
  options: {
    rewriteResponse: eachEvent((event) =>
      /^MapIteration(Succeeded|Failed)$/.test(event.type)
        ? withDetails(event, (details) => ({ ...details, index: Number(details.index) - 1 }))
        : event,
    ),
  },
};
