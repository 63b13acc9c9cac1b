import type { Fault } from '../engine/fault.js';
import { leaving, recorded } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-context-children-lose-it',
  breaks: 'durable:context/children-have-their-parent',
  does: 'Events do not tell the parent.',
  durable: recorded(({ subject, ...event }) => ({
    ...event,
    ...(subject && { subject: leaving({ ...subject }, 'parentId') }),
  })),
};
