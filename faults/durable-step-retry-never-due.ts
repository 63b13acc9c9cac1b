import type { Fault } from '../engine/fault.js';
import { rule } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-step-retry-never-due',
  breaks: 'durable:step/ready-when-due',
  does: 'A retry is never due.',
  source: 'MiniStack 1.5.33, read',
  durable: rule('steps', () => ({ retryDelayMs: () => 1e12 })),
};
