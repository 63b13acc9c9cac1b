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
  because: 'Both references say of a time only that it is a number, and neither says that there are fractions.',
  ...everyBody((body) => whole(body)),
};
