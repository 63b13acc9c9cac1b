import type { Fault } from '../engine/fault.js';
import { received } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-wire-any-json-is-an-object',
  breaks: 'durable:wire/body-is-an-object',
  does: 'A body that is JSON and no object counts as an empty object.',
  source: 'dex-local-runner 1.4.0, run',
  durable: received((request) =>
    /^\s*[[0-9"tfn]/.test(request.body.toString('utf8')) && request.path.endsWith('/stop')
      ? { ...request, body: Buffer.from('{}') }
      : request,
  ),
};
