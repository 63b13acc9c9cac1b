import type { Fault } from '../engine/fault.js';
import { sent } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-wire-content-type-is-text',
  breaks: 'durable:wire/content-type',
  does: 'Answers have the content type text/plain.',
  durable: sent((answer) => ({
    ...answer,
    headers: { ...answer.headers, ...(answer.body !== '' && { 'content-type': 'text/plain' }) },
  })),
};
