import type { Fault } from '../engine/fault.js';
import { refusal, sent } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-wire-colons-must-be-encoded',
  breaks: 'durable:wire/colons-as-they-are',
  does: 'An ARN in a path is not known with its colons as they are.',
  durable: sent((answer, { path }) =>
    path.includes('/durable-executions/arn:') ? refusal(404, 'ResourceNotFoundException') : answer,
  ),
};
