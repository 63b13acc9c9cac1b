import type { Fault } from '../engine/fault.js';
import { everyAnswer } from './ways/wire.js';

/** A body with the numbers of its members `...Date` and `timestamp` written as texts. */
const asText = (body: string): string =>
  body.replaceAll(/"(\w*Date|timestamp)":(\d+(?:\.\d+)?)/g, (_, name: string, seconds: string) => {
    return `"${name}":"${new Date(Number(seconds) * 1000).toISOString()}"`;
  });

export const fault: Fault = {
  id: 'wire-timestamps-as-text',
  breaks: 'wire:response/timestamps',
  does: 'Timestamps are texts in the form of ISO 8601.',
  edge: everyAnswer((answer) => ({ ...answer, body: asText(String(answer.body)) })),
};
