import type { Fault } from '../engine/fault.js';
import { everyRequest } from './ways/wire.js';

export const fault: Fault = {
  id: 'wire-fractions-are-cut',
  breaks: 'wire:request/fraction-for-integer',
  does: 'A fraction is cut to a whole number.',
  source: 'MiniStack 1.5.33, run',
  edge: everyRequest((request) => ({
    ...request,
    body: request.body.replaceAll(/"maxResults":(\d+)\.\d+/g, '"maxResults":$1'),
  })),
};
