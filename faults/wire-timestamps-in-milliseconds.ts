import type { Fault } from '../engine/fault.js';
import { everyAnswer } from './ways/wire.js';

export const fault: Fault = {
  id: 'wire-timestamps-in-milliseconds',
  breaks: 'wire:response/timestamps',
  does: 'Timestamps are milliseconds since the epoch.',
  edge: everyAnswer((answer) => ({
    ...answer,
    body: String(answer.body).replaceAll(
      /"(\w*Date|timestamp)":(\d+(?:\.\d+)?)/g,
      (_, name: string, seconds: string) => `"${name}":${Math.round(Number(seconds) * 1000)}`,
    ),
  })),
};
