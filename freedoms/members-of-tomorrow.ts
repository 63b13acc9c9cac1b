import type { Freedom } from '../engine/fault.js';
import { everyBody } from './ways/answers.js';

export const freedom: Freedom = {
  id: 'members-of-tomorrow',
  does: 'Answers, and the objects in their lists, have a member that no reference of today knows.',
  because:
    'Services grow: of the members of 2025, 60 are not in the reference of 2017, and clients ignore what they do not know.',
  // An answer that the references call empty stays so.
  ...everyBody((body) => (Object.keys(body).length === 0 ? body : grown(body))),
};

function grown(body: object): object {
  const members = Object.entries(body).map(([name, value]) => [name, Array.isArray(value) ? value.map(ofList) : value]);
  return { ...Object.fromEntries(members), aMemberOfTomorrow: { kept: [1, 'two'] } };
}

function ofList(item: unknown): unknown {
  return typeof item === 'object' && item !== null && !Array.isArray(item)
    ? { ...item, aMemberOfTomorrow: 'kept' }
    : item;
}
