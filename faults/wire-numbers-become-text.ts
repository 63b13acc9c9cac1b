import type { Fault } from '../engine/fault.js';
import { everyRequest } from './ways/wire.js';

export const fault: Fault = {
  id: 'wire-numbers-become-text',
  breaks: 'wire:request/wrong-type',
  does: 'Text is taken for the number that it spells.',
  source: 'MiniStack 1.5.33, run',
  edge: everyRequest((request) => ({
    ...request,
    body: request.body.replaceAll(/"maxResults":"(\d+)"/g, '"maxResults":$1'),
  })),
};
