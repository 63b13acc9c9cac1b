import type { Fault } from '../engine/fault.js';
import { received } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-wire-malformed-json-is-nothing',
  breaks: 'durable:wire/malformed-json',
  does: 'A body that is no JSON counts as an empty object.',
  source: 'MiniStack 1.5.33, read',
  durable: received((request) => {
    try {
      JSON.parse(request.body.toString('utf8'));
      return request;
    } catch {
      const isJson = String(request.headers['content-type']).startsWith('application/json');
      return isJson && request.body.length > 0 ? { ...request, body: Buffer.from('{}') } : request;
    }
  }),
};
