import type { Fault } from '../engine/fault.js';
import { received } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-wire-booleans-are-truthy',
  breaks: 'durable:wire/query-boolean',
  does: 'Any boolean in a query is true.',
  durable: received((request) => ({ ...request, query: request.query.replace(/=false\b/g, '=true') })),
};
