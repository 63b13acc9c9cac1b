import type { Fault } from '../engine/fault.js';
import { given } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-history-pages-of-any-size',
  breaks: 'durable:GetDurableExecutionHistory/behaviour/page-size',
  does: 'MaxItems is ignored: a page has a thousand events.',
  durable: given('GetDurableExecutionHistory', (input) => ({ ...input, MaxItems: 1_000 })),
};
