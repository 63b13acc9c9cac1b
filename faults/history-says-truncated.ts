import type { Fault } from '../engine/fault.js';
import { eachEvent, withDetails } from './ways/history.js';

export const fault: Fault = {
  id: 'history-says-truncated',
  breaks: 'history:not-truncated',
  does: 'The details of inputs and outputs say that they are truncated.',
  options: {
    rewriteResponse: eachEvent((event) =>
      withDetails(event, (details) => ({
        ...details,
        ...('inputDetails' in details && { inputDetails: { truncated: true } }),
        ...('outputDetails' in details && { outputDetails: { truncated: true } }),
      })),
    ),
  },
};
