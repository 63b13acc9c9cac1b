import type { Fault } from '../engine/fault.js';
import { received } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-wire-callback-id-not-decoded',
  breaks: 'durable:wire/callback-id-label',
  does: 'A CallbackId in a path is taken as it stands there.',
  durable: received((request) => ({
    ...request,
    path: request.path.includes('/durable-execution-callbacks/') ? request.path.replaceAll('%', '%25') : request.path,
  })),
};
