import type { Fault } from '../engine/fault.js';
import { received } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-wire-any-method',
  breaks: 'durable:wire/method-of-the-route',
  does: 'A path is served whatever the method.',
  durable: received((request) => ({
    ...request,
    method: /\/(stop|checkpoint)$/.test(request.path)
      ? 'POST'
      : /\/history$/.test(request.path)
        ? 'GET'
        : request.method,
  })),
};
