import type { Fault } from '../engine/fault.js';
import { rule } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-list-first-status-only',
  breaks: 'durable:wire/query-list',
  does: 'Of several Statuses only the first counts.',
  source: 'MiniStack 1.5.33, read',
  durable: rule('reading', () => ({ byStatus: ({ status }, statuses) => status === statuses[0] })),
};
