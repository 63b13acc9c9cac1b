import type { Regexp } from '../regexp/regexp.js';
import { call, Native } from './calls.js';
import { JsonataError } from './error.js';
import type { Run } from './run.js';
import { isFunction, isObject, type Members, newObject } from './value.js';

/** A regular expression: a function of a text that gives its first match, which holds a function for the next. */
export class Matcher extends Native {
  constructor(private readonly regexp: Regexp) {
    super(([text], run) => this.matchFrom(text as string, 0, run), 2);
  }

  private matchFrom(text: string, from: number, run: Run): Members | undefined {
    const found = this.regexp.exec(text, from, run);
    if (found === undefined) return undefined;
    const result = newObject();
    result.match = text.slice(found.start, found.end);
    result.start = found.start;
    result.end = found.end;
    result.groups = found.groups;
    result.next = new Native(() => {
      if (found.end >= text.length) return undefined;
      const next = this.matchFrom(text, found.end, run);
      if (next?.match === '') throw new JsonataError('D1004', { value: this.regexp.source });
      return next;
    }, 0);
    return result;
  }
}

/** One match: what a matcher gives, be it a regular expression or a function of the expression's own. */
export interface Match {
  match: string;
  start: number;
  end: number;
  groups: readonly (string | undefined)[];
  /** The whole of what the matcher gave. */
  result: Members;
}

/** All matches in a text, one after the other. */
export function* matchesOf(matcher: unknown, text: string, run: Run): Generator<Match> {
  let result = call(matcher, [text], null, run);
  while (result !== undefined) {
    run.spend(1);
    if (!isMatch(result)) throw new JsonataError('T1010');
    yield { ...(result as unknown as Match), result };
    result = call(result.next, [], null, run);
  }
}

function isMatch(value: unknown): value is Members {
  return (
    isObject(value) &&
    (typeof value.start === 'number' ||
      typeof value.end === 'number' ||
      Array.isArray(value.groups) ||
      isFunction(value.next))
  );
}
