/** What a wildcard in an expectation accepts, and why it is one. Vitest's own matchers understand it too. */
export class Wildcard {
  readonly $$typeof = Symbol.for('jest.asymmetricMatcher');

  constructor(
    private readonly accepts: (value: unknown) => boolean,
    private readonly description: string,
  ) {}

  asymmetricMatch(value: unknown): boolean {
    return this.accepts(value);
  }

  toString(): string {
    return this.description;
  }

  toAsymmetricMatcher(): string {
    return this.description;
  }

  toJSON(): string {
    return this.description;
  }
}

/** Any value that is there. The reason says why the case can't know it: `anything('AWS does not fix the order')`. */
export function anything(reason: string): Wildcard {
  if (reason.trim() === '') throw new Error('A wildcard carries its reason.');
  return new Wildcard((value) => value !== undefined && value !== null, `<anything: ${reason}>`);
}

/** A text that is JSON and, parsed, equals `value`: for a text whose spaces and order of members are open. */
export function json(value: unknown): Wildcard {
  return new Wildcard(
    (text) => {
      if (typeof text !== 'string') return false;
      try {
        return isEqualJson(JSON.parse(text), value);
      } catch {
        return false;
      }
    },
    `<JSON text of ${JSON.stringify(value)}>`,
  );
}

/** A text in which `pattern` is found. */
export function matching(pattern: RegExp): Wildcard {
  return new Wildcard((text) => typeof text === 'string' && pattern.test(text), `<text like ${pattern}>`);
}

interface Asymmetric {
  asymmetricMatch(value: unknown): boolean;
}

/** Ours, and those of vitest: `expect.any(String)`. */
function isAsymmetric(value: unknown): value is Asymmetric {
  return (
    typeof value === 'object' &&
    value !== null &&
    'asymmetricMatch' in value &&
    typeof value.asymmetricMatch === 'function'
  );
}

/** Whether two JSON values are the same. Wildcards in `expected` accept what they accept. Makes nothing on its way. */
export function isEqualJson(actual: unknown, expected: unknown): boolean {
  if (typeof expected !== 'object' || expected === null) return Object.is(actual, expected);
  if (isAsymmetric(expected)) return expected.asymmetricMatch(actual);
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual) || actual.length !== expected.length) return false;
    for (let index = 0; index < expected.length; index++) {
      if (!isEqualJson(actual[index], expected[index])) return false;
    }
    return true;
  }
  if (typeof actual !== 'object' || actual === null || Array.isArray(actual)) return false;
  return areEqualMembers(actual as Members, expected as Members);
}

type Members = Readonly<Record<string, unknown>>;

/** Members that are undefined count as absent. */
function areEqualMembers(actual: Members, expected: Members): boolean {
  let left = 0;
  for (const name in actual) if (actual[name] !== undefined) left++;
  for (const name in expected) {
    const value = expected[name];
    if (value === undefined) continue;
    const other = Object.hasOwn(actual, name) ? actual[name] : undefined;
    if (other === undefined || !isEqualJson(other, value)) return false;
    left--;
  }
  return left === 0;
}
