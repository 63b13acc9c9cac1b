import type { Fault } from '../engine/fault.js';
import { recorded } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-history-parents-of-nobody',
  breaks: 'durable:history/parents-exist',
  does: 'Events name a parent that was never started.',
  durable: recorded(({ subject, ...event }) => ({
    ...event,
    ...(subject && { subject: subject.parentId === undefined ? subject : { ...subject, parentId: 'nobody' } }),
  })),
};
