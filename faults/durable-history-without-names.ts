import type { Fault } from '../engine/fault.js';
import { leaving, recorded } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-history-without-names',
  breaks: 'durable:operation/identity-in-events',
  does: 'Events do not tell the Name.',
  durable: recorded(({ subject, ...event }) => ({
    ...event,
    ...(subject && { subject: leaving({ ...subject }, 'name') }),
  })),
};
