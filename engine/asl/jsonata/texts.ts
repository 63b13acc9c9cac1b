import { call } from './calls.js';
import { JsonataError } from './error.js';
import { libraryFunction } from './library.js';
import { type Match, matchesOf } from './matcher.js';
import type { Run } from './run.js';
import { newObject, sequence } from './value.js';

type Implementation = (args: readonly unknown[], run: Run) => unknown;

const isNegative = (limit: unknown): boolean => typeof limit === 'number' && limit < 0;

function contains([text, token]: readonly unknown[], run: Run): unknown {
  if (text === undefined || token === undefined) return undefined;
  if (typeof token === 'string') return (text as string).includes(token);
  for (const _ of matchesOf(token, text as string, run)) return true;
  return false;
}

/** As many of the matches as a limit allows. Further ones are looked for all the same: the library does. */
function* limited(matches: Generator<Match>, limit: unknown): Generator<Match> {
  let count = 0;
  for (const match of matches) {
    if (limit !== undefined && count >= (limit as number)) return;
    count++;
    yield match;
  }
}

function match([text, pattern, limit]: readonly unknown[], run: Run): unknown {
  if (text === undefined) return undefined;
  if (isNegative(limit)) throw new JsonataError('D3040', { value: limit, index: 3 });
  const results = sequence();
  if (limit !== undefined && (limit as number) <= 0) return results;
  for (const found of limited(matchesOf(pattern, text as string, run), limit)) {
    const result = newObject();
    result.match = found.match;
    result.index = found.start;
    result.groups = found.groups;
    results.push(result);
  }
  return results;
}

function split([text, separator, limit]: readonly unknown[], run: Run): unknown {
  if (text === undefined) return undefined;
  if (isNegative(limit)) throw new JsonataError('D3020', { value: limit, index: 3 });
  if (limit !== undefined && (limit as number) <= 0) return [];
  const whole = text as string;
  if (typeof separator === 'string') return whole.split(separator, limit as number | undefined);
  const parts: string[] = [];
  let from = 0;
  for (const found of limited(matchesOf(separator, whole, run), limit)) {
    parts.push(whole.slice(from, found.start));
    from = found.end;
  }
  if (limit === undefined || parts.length < (limit as number)) parts.push(whole.slice(from));
  return parts;
}

function replace([text, pattern, replacement, limit]: readonly unknown[], run: Run): unknown {
  if (text === undefined) return undefined;
  if (pattern === '') throw new JsonataError('D3010', { value: pattern, index: 2 });
  if (isNegative(limit)) throw new JsonataError('D3011', { value: limit, index: 4 });
  const whole = text as string;
  if (limit !== undefined && (limit as number) <= 0) return whole;
  const result =
    typeof pattern === 'string'
      ? replaceText(whole, pattern, replacement, limit)
      : replaceMatches(whole, pattern, replacement, limit, run);
  run.hold(result);
  return result;
}

function replaceText(text: string, pattern: string, replacement: unknown, limit: unknown): string {
  const parts = text.split(pattern);
  const most = limit === undefined ? parts.length - 1 : Math.min(parts.length - 1, Math.ceil(limit as number));
  return (
    parts.slice(0, most + 1).join(String(replacement)) +
    parts
      .slice(most + 1)
      .map((part) => pattern + part)
      .join('')
  );
}

function replaceMatches(text: string, pattern: unknown, replacement: unknown, limit: unknown, run: Run): string {
  let result = '';
  let from = 0;
  for (const found of limited(matchesOf(pattern, text, run), limit)) {
    const replaced =
      typeof replacement === 'string' ? substitute(replacement, found) : call(replacement, [found.result], null, run);
    if (typeof replaced !== 'string') throw new JsonataError('D3012', { value: replaced });
    result += text.slice(from, found.start) + replaced;
    from = found.start + found.match.length;
    run.hold(result);
  }
  return result + text.slice(from);
}

/** The replacement with `$0` as the match, `$1` and so on as its groups, `$$` as a dollar. */
function substitute(replacement: string, { match: whole, groups }: Match): string {
  const digits = groups.length === 0 ? 1 : Math.floor(Math.log10(groups.length)) + 1;
  let result = '';
  let at = 0;
  for (let dollar = replacement.indexOf('$'); dollar >= 0; dollar = replacement.indexOf('$', at)) {
    result += replacement.slice(at, dollar);
    at = dollar + 1;
    const next = replacement[at];
    if (next === '$' || next === '0') {
      result += next === '$' ? '$' : whole;
      at++;
      continue;
    }
    let group = Number.parseInt(replacement.slice(at, at + digits), 10);
    if (digits > 1 && group > groups.length) group = Number.parseInt(replacement.slice(at, at + digits - 1), 10);
    if (Number.isNaN(group)) result += '$';
    else {
      result += groups[group - 1] ?? '';
      at += String(group).length;
    }
  }
  return result + replacement.slice(at);
}

const libraryPad = libraryFunction('pad').implementation;
const LONGEST_PADDING = 10_000_000;

function pad([text, width, filler]: readonly unknown[], run: Run): unknown {
  if (Math.abs(width as number) > LONGEST_PADDING) run.hold(new Array(LONGEST_PADDING));
  const result = libraryPad.call(run.focus, text, width, filler);
  run.hold(result);
  return result;
}

/** The library's functions of texts that may take a regular expression or a function, and one that may take all memory. */
export const texts: Readonly<Record<string, { implementation: Implementation; arity: number }>> = {
  contains: { implementation: contains, arity: 2 },
  match: { implementation: match, arity: 3 },
  split: { implementation: split, arity: 3 },
  replace: { implementation: replace, arity: 4 },
  pad: { implementation: pad, arity: 3 },
};
