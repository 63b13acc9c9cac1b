import type { Doc, Json } from '../asl/doc.js';

/** Whether the text of `doc` has more than `limit` bytes. The text of a small document is not made. */
export function exceeds(doc: Doc, limit: number): boolean {
  return remaining(doc.value, limit) < 0 && Buffer.byteLength(doc.text) > limit;
}

/** `budget` less the most bytes that `value` can take as text: an escape such as `\u0001` takes 6 for a character. */
function remaining(value: Json, budget: number): number {
  switch (typeof value) {
    case 'string':
      return budget - 2 - 6 * value.length;
    case 'number':
      return budget - 25;
    case 'boolean':
      return budget - 5;
    default: {
      if (value === null) return budget - 4;
      let left = budget - 2;
      if (Array.isArray(value)) {
        for (let index = 0; index < value.length && left >= 0; index++) left = remaining(value[index]!, left - 1);
        return left;
      }
      for (const member in value) {
        left = remaining(value[member]!, left - 4 - 6 * member.length);
        if (left < 0) break;
      }
      return left;
    }
  }
}
