import type { Json, JsonObject } from '../doc.js';
import { setMember } from '../java.js';
import type { Node } from './ast.js';
import { call, type Evaluate, Native } from './calls.js';
import type { Compiler } from './compile.js';
import { JsonataError } from './error.js';
import { parseSignature } from './library.js';
import { isFunction, isObject, type Members } from './value.js';

const SIGNATURE = parseSignature('<(oa):o>');

/** `|pattern|update, delete|`: a function that gives a changed copy. */
export function compileTransform(node: Node, compiler: Compiler): Evaluate {
  const pattern = compiler.compile(node.pattern!);
  const update = compiler.compile(node.update!);
  const remove = node.delete === undefined ? undefined : compiler.compile(node.delete);
  return (_, frame) =>
    new Native(
      ([value], run) => {
        if (value === undefined) return undefined;
        const clone = frame.lookup('clone');
        if (!isFunction(clone)) throw new JsonataError('T2013');
        const copy = call(clone, [value], null, run);
        const found = pattern(copy, frame);
        for (const match of found === undefined ? [] : Array.isArray(found) ? found : [found]) {
          merge(match, update(match, frame));
          if (remove !== undefined) omit(match, remove(match, frame));
        }
        return copy;
      },
      1,
      SIGNATURE,
    );
}

function merge(target: unknown, update: unknown): void {
  if (update === undefined) return;
  if (!isObject(update)) throw new JsonataError('T2011', { value: update });
  if (target === null || typeof target !== 'object') return;
  for (const key of Object.keys(update)) setMember(target as JsonObject, key, update[key] as Json);
}

function omit(target: unknown, names: unknown): void {
  if (names === undefined) return;
  const all: unknown[] = Array.isArray(names) ? names : [names];
  if (!all.every((name) => typeof name === 'string')) throw new JsonataError('T2012', { value: names });
  if (target === null || typeof target !== 'object') return;
  for (const name of all) delete (target as Members)[name as string];
}
