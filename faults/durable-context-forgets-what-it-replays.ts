import type { Fault } from '../engine/fault.js';
import { rule } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-context-forgets-what-it-replays',
  breaks: 'durable:context/replay-children',
  does: 'The children of a context that has closed are never given again.',
  durable: rule('reading', () => ({
    showsChildren: ({ type, endedAt }) => type !== 'CONTEXT' || endedAt === undefined,
  })),
};
