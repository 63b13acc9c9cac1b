import { randomUUID } from 'node:crypto';
import type { Freedom } from '../engine/fault.js';
import { operationOf } from '../faults/ways/wire.js';

export const freedom: Freedom = {
  id: 'names-of-another-form',
  does: 'An execution that is started without a name is called by two UUIDs with an underscore between them.',
  because:
    'The references leave the form of a made-up name open; real AWS gives executions that events start such names.',
  edge: {
    rewriteRequest: (request) => {
      const named = /"name"\s*:/.test(request.body) || !request.body.startsWith('{"');
      if (operationOf(request) !== 'StartExecution' || named) return request;
      return { ...request, body: `{"name":"${randomUUID()}_${randomUUID()}",${request.body.slice(1)}` };
    },
  },
};
