import type { Json, JsonObject } from '../doc.js';
import { setMember } from '../java.js';
import { item, member } from './read.js';

/**
 * A copy of `input` with `value` where `steps` lead; members on the way are made. What is not on the way is shared.
 * `undefined` when the way leads through something that is neither an object nor an array with that item.
 */
export function writeReference(input: Json, steps: readonly (string | number)[], value: Json): Json | undefined {
  const copies: (JsonObject | Json[])[] = [];
  let current: Json | undefined = input;
  for (const step of steps) {
    const copy = copyFor(current, step);
    if (copy === undefined) return undefined;
    copies.push(copy);
    current = typeof step === 'number' ? item(copy, step) : member(copy, step);
  }
  return copies.reduceRight<Json>((below, copy, index) => {
    const step = steps[index]!;
    if (Array.isArray(copy)) copy[step as number] = below;
    else setMember(copy, step as string, below);
    return copy;
  }, value);
}

/** A copy of what a step goes into, when it can: a missing member is made as an object. */
function copyFor(current: Json | undefined, step: string | number): JsonObject | Json[] | undefined {
  if (current === undefined) return typeof step === 'string' ? {} : undefined;
  if (current === null || typeof current !== 'object') return undefined;
  if (Array.isArray(current)) return typeof step === 'number' && step < current.length ? current.slice() : undefined;
  return typeof step === 'string' ? { ...current } : undefined;
}
