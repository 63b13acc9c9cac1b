import { isMembers, shown, shownValue } from './judge/body.js';
import { Shown, Unmet } from './rests-on.js';
import { Breach, type Oracle } from './verdict.js';

const LONGEST_TEXT = 4_000;
/** Two values that are longer together than this are told by where they differ. */
const LONGEST_PAIR = 200;
const MOST_DIFFERENCES = 3;

/** What an assertion says, in words for whoever maintains the target. */
export interface Assertion {
  readonly reason: string;
  readonly expected: string;
  readonly actual: string;
  readonly statement?: string | undefined;
  readonly exchange?: number | undefined;
  readonly since?: number | undefined;
  readonly provenAt?: number | undefined;
  readonly oracle: Oracle;
  /** It is about what the case needs: what the case is about was not come to, unless it cites that too. */
  readonly isNeed?: true;
}

/** What an assertion of ours, of our matchers or of vitest's says. Nothing for any other error. */
export function assertionOf(error: unknown): Assertion | undefined {
  if (error instanceof Unmet) return neededBy(error);
  if (error instanceof Shown) return shownBy(error);
  if (error instanceof Breach) {
    const { message, expected, actual, statement, exchange, since, provenAt, oracle } = error;
    return { reason: message, expected, actual, statement, exchange, since, provenAt, oracle };
  }
  if (!(error instanceof Error)) return undefined;
  const breach = matcherBreach(error);
  if (breach !== undefined) return { ...breach, reason: firstLine(error.message), oracle: 'case' };
  const told = unfit(error) ?? (error.name === 'AssertionError' ? vitestsOwn(error) : undefined);
  return told && { ...told, oracle: 'case' };
}

/** What matchers say of a value that they can't look at: that there is nothing where a text or a number should be. */
const UNFIT: readonly (readonly [RegExp, string])[] = [
  [/^()\.toMatch\(\) expects to receive a string, but got (\w+)/, 'a text'],
  [/^()actual value must be number or bigint, received "(\w+)"/, 'a number'],
  [/^(.*?: )?the given combination of arguments \((\w+) and \w+\) is invalid/, 'a text or a list'],
  [/^(.*?: )?Target cannot be (null or undefined)/, 'something with a length'],
];

function unfit(error: Error): Told | undefined {
  const message = firstLine(error.message);
  for (const [pattern, expected] of UNFIT) {
    const [found, label = '', type = ''] = pattern.exec(message) ?? [];
    if (found === undefined) continue;
    const actual = /undefined/.test(type) ? 'nothing' : /^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`;
    return { reason: `${label}expected ${expected}, got ${actual}`, expected, actual };
  }
  return undefined;
}

/** Whether an error is a failed assertion, and so says something about the target. */
export const isAssertion = (error: unknown): boolean => assertionOf(error) !== undefined;

/** An assertion about what a case needs. Anything else that is thrown there is what it would be elsewhere. */
function neededBy({ statement, cause }: Unmet): Assertion | undefined {
  const assertion = assertionOf(cause);
  return assertion && { ...assertion, statement, isNeed: true };
}

function shownBy({ exchange, cause }: Shown): Assertion | undefined {
  const assertion = assertionOf(cause);
  return assertion && { ...assertion, exchange: assertion.exchange ?? exchange };
}

/** What one of our matchers gave vitest to bring along. */
function matcherBreach(error: Error): { expected: string; actual: string; exchange?: number } | undefined {
  if (!('__vitest_error_context__' in error)) return undefined;
  const context = error.__vitest_error_context__ as { readonly meta?: { readonly breach?: unknown } } | undefined;
  const breach = context?.meta?.breach;
  if (typeof breach === 'object' && breach !== null)
    return breach as { expected: string; actual: string; exchange?: number };
  // A negated matcher, or another's.
  const { expected, actual } = sidesOf(error);
  return { expected: expected === undefined ? firstLine(error.message) : asText(expected), actual: asText(actual) };
}

type Told = Pick<Assertion, 'reason' | 'expected' | 'actual'>;

const sidesOf = (error: Error) => error as Error & { readonly expected?: unknown; readonly actual?: unknown };

/** Its message cuts both sides to a few characters, and for some matchers the sides alone say nothing of what is compared. */
function vitestsOwn(error: Error): Told {
  const message = firstLine(error.message);
  const { expected, actual } = sidesOf(error);
  const [, label = ''] = /^([\s\S]*?: )?expected [\s\S]* to /.exec(message) ?? [];
  for (const [pattern, tell] of EQUALITY.test(message) ? [] : relations) {
    const match = pattern.exec(message);
    if (match === null) continue;
    const told = tell({ expected, actual }, match);
    return { ...told, reason: `${label}expected ${shown(told.expected, 200)}, got ${shown(told.actual, 200)}` };
  }
  if (expected === undefined && actual === undefined) return { reason: message, expected: message, actual: 'nothing' };
  const told = { expected: asText(expected), actual: asText(actual) };
  return { ...told, reason: `${label}${unequal(expected, actual, told)}` };
}

interface Sides {
  readonly expected: unknown;
  readonly actual: unknown;
}

type Relation = (sides: Sides, match: RegExpExecArray) => { readonly expected: string; readonly actual: string };

const said =
  (expected: (sides: Sides, match: RegExpExecArray) => string): Relation =>
  (sides, match) => ({ expected: expected(sides, match), actual: asText(sides.actual) });

/** What the matchers of equality say: whatever their values are, these are compared with each other. */
const EQUALITY = /(?<! not) to (?:be .* \/\/ Object\.is equality$|deeply equal |strictly equal |match object )/;

/** The matchers whose two sides are no equals, by the first line of their messages. */
const relations: readonly (readonly [RegExp, Relation])[] = [
  [
    / to be ((?:less|greater) than(?: or equal to)?) [^ ]+$/,
    said((sides, match) => `${match[1]} ${asText(sides.expected)}`),
  ],
  [/ (?:not to|to not) contain /, said(({ expected }) => `a text without ${shownValue(expected)}`)],
  [/ to contain /, said(({ expected }) => `a text with ${shownValue(expected)} in it`)],
  [/ (?:not to|to not) include (.*)$/, said((_sides, match) => `a list without ${match[1]}`)],
  [/ to include (.*)$/, said((_sides, match) => `a list with ${match[1]} in it`)],
  [/ (?:not to|to not) match (\/.*)$/, said((_sides, match) => `a text unlike ${match[1]}`)],
  [/ to match (\/.*)$/, said((_sides, match) => `a text like ${match[1]}`)],
  [/ to be type of /, ofType],
  [
    / to have a length of (\d+) but got (\d+)$/,
    (_sides, match) => ({ expected: `${match[1]} of them`, actual: match[2]! }),
  ],
  [/ to be defined$/, said(() => 'a value')],
  [/ to be undefined$/, said(() => 'nothing')],
  [
    / to not have property (".*")$/,
    (sides, match) => ({ expected: `no member ${match[1]}`, actual: `${match[1]} is ${asText(sides.actual)}` }),
  ],
  [/ to have property (".*?")$/, (_sides, match) => ({ expected: `a member ${match[1]}`, actual: 'none' })],
  [
    / (?:not to|to not) (?:be|equal|deeply equal|strictly equal) /,
    said(({ expected }) => `anything but ${asText(expected)}`),
  ],
];

/** The matcher brings the name of the type along, and not the value. */
function ofType({ expected, actual }: Sides): { readonly expected: string; readonly actual: string } {
  const article = (type: unknown) =>
    type === 'undefined' ? 'nothing' : `${/^[aeiou]/.test(String(type)) ? 'an' : 'a'} ${String(type)}`;
  return { expected: article(expected), actual: article(actual) };
}

/** In one line: both sides, or where they differ when they are long. */
function unequal(
  expected: unknown,
  actual: unknown,
  told: { readonly expected: string; readonly actual: string },
): string {
  const found = told.expected.length + told.actual.length > LONGEST_PAIR ? differencesOf(expected, actual) : [];
  if (found.length === 0) return `expected ${shown(told.expected, 200)}, got ${shown(told.actual, 200)}`;
  const places = found
    .slice(0, MOST_DIFFERENCES)
    .map(
      ({ path, ...sides }) =>
        `${path}: expected ${shown(asText(sides.expected), 100)}, got ${shown(asText(sides.actual), 100)}`,
    );
  const more = found.length - places.length;
  return `${places.join('; ')}${more > 0 ? `; and ${more} more ${more === 1 ? 'place' : 'places'}` : ''}`;
}

interface Place extends Sides {
  readonly path: string;
}

/** Where two values of JSON differ: nothing where one of them is no object and no list, or lists have other lengths. */
function differencesOf(expected: unknown, actual: unknown, path = ''): Place[] {
  if (wildcardText(expected) !== undefined) return [];
  if (isMembers(expected) && isMembers(actual)) {
    const names = [...new Set([...Object.keys(expected), ...Object.keys(actual)])];
    return names.flatMap((name) => within(expected[name], actual[name], path === '' ? name : `${path}.${name}`));
  }
  if (Array.isArray(expected) && Array.isArray(actual) && expected.length === actual.length) {
    return expected.flatMap((item: unknown, index) => within(item, actual[index], `${path}[${index}]`));
  }
  return [];
}

function within(expected: unknown, actual: unknown, path: string): Place[] {
  if (asText(expected) === asText(actual) || isAccepted(expected, actual)) return [];
  const inner = differencesOf(expected, actual, path);
  return inner.length > 0 ? inner : [{ path, expected, actual }];
}

function isAccepted(expected: unknown, actual: unknown): boolean {
  if (typeof expected !== 'object' || expected === null || !('asymmetricMatch' in expected)) return false;
  return typeof expected.asymmetricMatch === 'function' && expected.asymmetricMatch(actual) === true;
}

/** A value as a failure shows it. A wildcard says itself what it accepts. */
function asText(value: unknown): string {
  if (typeof value === 'string') return value;
  const wildcard = wildcardText(value);
  if (wildcard !== undefined) return wildcard;
  try {
    const text = JSON.stringify(value, (_name, inner: unknown) => wildcardText(inner) ?? inner);
    return text === undefined ? shownValue(value, LONGEST_TEXT) : shown(text, LONGEST_TEXT);
  } catch {
    return shownValue(value, LONGEST_TEXT);
  }
}

/** What a wildcard accepts: one of ours says it itself, one of vitest's is known by its name. */
function wildcardText(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !('asymmetricMatch' in value)) return undefined;
  const name = String(value);
  const sample: unknown = 'sample' in value ? value.sample : undefined;
  switch (name) {
    case 'StringMatching':
      return `<text like ${String(sample)}>`;
    case 'StringContaining':
      return `<text with ${shownValue(sample)} in it>`;
    case 'ArrayContaining':
      return `<list with ${shownValue(sample)} in it>`;
    case 'ObjectContaining':
      return `<object with ${shownValue(sample)} in it>`;
    case 'Any':
      return `<any ${typeof sample === 'function' ? sample.name : 'value'}>`;
    default:
      return name;
  }
}

/** The colours that vitest puts into messages. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: colours begin with one.
const COLOUR = /\u001b\[[0-9;]*m/g;

/** The first line of a message, without colours. */
export function firstLine(text: string): string {
  return text.replaceAll(COLOUR, '').split('\n', 1)[0]!.trim();
}
