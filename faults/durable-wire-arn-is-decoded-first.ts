import type { Fault } from '../engine/fault.js';
import { received } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-wire-arn-is-decoded-first',
  breaks: 'durable:wire/arn-label',
  does: 'A path is decoded before it is split, and an encoded ARN is no segment of it.',
  durable: received((request) => ({ ...request, path: decodeURIComponent(request.path) })),
};
