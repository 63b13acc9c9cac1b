import type { Json } from './doc.js';

/** Whether two JSON values are the same: members in any order, items in order. Takes no stack, however deep they are. */
export function jsonEqual(left: Json, right: Json): boolean {
  const pending: [Json, Json][] = [[left, right]];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const [one, two] = next;
    if (one === two) continue;
    if (one === null || two === null || typeof one !== 'object' || typeof two !== 'object') return false;
    if (Array.isArray(one) || Array.isArray(two)) {
      if (!Array.isArray(one) || !Array.isArray(two) || one.length !== two.length) return false;
      for (let index = 0; index < one.length; index++) pending.push([one[index]!, two[index]!]);
      continue;
    }
    const keys = Object.keys(one);
    if (keys.length !== Object.keys(two).length) return false;
    for (const key of keys) {
      if (!Object.hasOwn(two, key)) return false;
      pending.push([one[key]!, two[key]!]);
    }
  }
  return true;
}
