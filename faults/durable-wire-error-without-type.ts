import type { Fault } from '../engine/fault.js';
import { refusals } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-wire-error-without-type',
  breaks: 'durable:wire/error-type-header',
  does: 'A refusal has no x-amzn-ErrorType.',
  source: 'dex-local-runner 1.2.1, run',
  durable: refusals((answer) => ({
    ...answer,
    headers: Object.fromEntries(Object.entries(answer.headers ?? {}).filter(([name]) => name !== 'x-amzn-errortype')),
  })),
};
