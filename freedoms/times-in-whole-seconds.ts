import type { Freedom } from '../engine/fault.js';
import { everyBody } from './ways/answers.js';

const TIME = /(?:date|timestamp)$/i;

function whole(value: unknown, name = ''): unknown {
  if (Array.isArray(value)) return value.map((item) => whole(item));
  if (typeof value === 'number' && TIME.test(name)) return Math.floor(value);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([member, of]) => [member, whole(of, member)]));
}

export const freedom: Freedom = {
  id: 'times-in-whole-seconds',
  does: 'Times are whole seconds.',
  because:
    'The references give a time as a number, mention fractions of a second for some times only, and promise no precision.',
  ...everyBody((body) => whole(body)),
};
