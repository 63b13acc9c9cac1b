import type { Fault } from '../engine/fault.js';
import { received } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-wire-bare-arn-served',
  breaks: 'durable:wire/bare-arn-is-no-route',
  does: 'An ARN whose slashes are not encoded is served.',
  source: 'MiniStack 1.5.33, read',
  durable: received((request) => ({
    ...request,
    path: request.path.replace(/\/durable-execution\/([^/]+)\/([^/]+)/, '%2Fdurable-execution%2F$1%2F$2'),
  })),
};
