import type { Fault } from '../engine/fault.js';
import { received } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-wire-times-in-queries-are-numbers',
  breaks: 'durable:wire/query-time',
  does: 'A time in a query is read as a number.',
  source: 'MiniStack 1.5.33, read',
  durable: received((request) => ({
    ...request,
    query: request.query
      .split('&')
      .filter((pair) => !/^Started(After|Before)=/.test(pair))
      .join('&'),
  })),
};
