import type { Fault } from '../engine/fault.js';
import { answering } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-history-pages-overlap',
  breaks: 'durable:GetDurableExecutionHistory/behaviour/pages',
  does: 'Each page but the first has its first event twice.',
  durable: answering('GetDurableExecutionHistory', (answer, { Marker }) => ({
    ...answer,
    Events: Marker === undefined ? answer.Events : [...answer.Events.slice(0, 1), ...answer.Events],
  })),
};
