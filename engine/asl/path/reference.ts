import { defaultLanguage } from '../default-language.js';
import { Doc } from '../doc.js';
import { StatesError } from '../error.js';
import type { Language } from '../language.js';
import { compilePath } from './compile.js';
import type { ParsedPath } from './syntax.js';

/** A ResultPath, compiled. */
export interface Reference {
  /** `input` with `value` at the path. @throws StatesError States.ResultPathMatchFailure */
  write(input: Doc, value: Doc): Doc;
}

/** The members and items that a reference path names: `undefined` when it is none. */
export function referenceOf({ root, segments }: ParsedPath): (string | number)[] | undefined {
  if (root.kind !== 'input') return undefined;
  const steps: (string | number)[] = [];
  for (const segment of segments) {
    if (segment.kind === 'name') steps.push(segment.name);
    else if (segment.kind === 'index' && segment.index >= 0) steps.push(segment.index);
    else return undefined;
  }
  return steps;
}

/**
 * Compiles a ResultPath: `$` replaces the input, `null` keeps it.
 * @throws SyntaxError for what is no reference path
 */
export function compileReference(path: string | null, language: Language = defaultLanguage): Reference {
  if (path === null) return { write: (input) => input };
  const steps = referenceOf(compilePath(path, language).syntax);
  if (steps === undefined) throw new SyntaxError(`'${path}' is no reference path`);
  if (steps.length === 0) return { write: (_, value) => value };
  return {
    write(input, value) {
      const written = language.writeReference(input.value, steps, value.value);
      if (written === undefined)
        throw new StatesError(
          'States.ResultPathMatchFailure',
          `Unable to apply ReferencePath ${path} to input ${input.text}`,
        );
      return Doc.of(written);
    },
  };
}
