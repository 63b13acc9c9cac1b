import { describe, expect, test } from 'vitest';
import { assertionOf } from '../../harness/assertion.js';
import { Breach, Inconclusive, matching } from '../../harness/index.js';
import { decide } from '../../harness/outcome.js';
import { restsOn, Shown } from '../../harness/rests-on.js';

/** What a failed assertion says, as a report shows it. */
function told(assertion: () => void) {
  try {
    assertion();
  } catch (error) {
    const { reason, expected: wanted, actual } = assertionOf(error)!;
    return [reason, wanted, actual];
  }
  throw new Error('The assertion holds.');
}

describe('a failed assertion says', () => {
  test.each<[string, () => void, string, string, string]>([
    ['a limit', () => expect(500).toBeLessThan(500), 'expected less than 500, got 500', 'less than 500', '500'],
    [
      'a limit with what it is of',
      () => expect(0, 'states entered').toBeGreaterThanOrEqual(1),
      'states entered: expected greater than or equal to 1, got 0',
      'greater than or equal to 1',
      '0',
    ],
    [
      'a text in a text',
      () => expect('<html>', 'the page').toContain('title'),
      'the page: expected a text with "title" in it, got <html>',
      'a text with "title" in it',
      '<html>',
    ],
    [
      'no text in a text',
      () => expect('a secret').not.toContain('secret'),
      'expected a text without "secret", got a secret',
      'a text without "secret"',
      'a secret',
    ],
    [
      'an item of a list',
      () => expect([1, 2]).toContain(3),
      'expected a list with 3 in it, got [1,2]',
      'a list with 3 in it',
      '[1,2]',
    ],
    ['a pattern', () => expect('abc').toMatch(/^x/), 'expected a text like /^x/, got abc', 'a text like /^x/', 'abc'],
    [
      'a type',
      () => expect(undefined, 'the input').toBeTypeOf('string'),
      'the input: expected a string, got nothing',
      'a string',
      'nothing',
    ],
    ['a number of items', () => expect([1]).toHaveLength(2), 'expected 2 of them, got 1', '2 of them', '1'],
    [
      'that there is something',
      () => expect(undefined).toBeDefined(),
      'expected a value, got nothing',
      'a value',
      'nothing',
    ],
    ['that there is nothing', () => expect(1).toBeUndefined(), 'expected nothing, got 1', 'nothing', '1'],
    [
      'no member',
      () => expect({ output: 1 }).not.toHaveProperty('output'),
      'expected no member "output", got "output" is 1',
      'no member "output"',
      '"output" is 1',
    ],
    [
      'a text that is not there',
      () => expect(undefined, 'the header').toContain('json'),
      'the header: expected a text or a list, got nothing',
      'a text or a list',
      'nothing',
    ],
    ['a pattern of nothing', () => expect(undefined).toMatch(/x/), 'expected a text, got nothing', 'a text', 'nothing'],
    [
      'a limit of a text',
      () => expect('soon' as unknown as number).toBeLessThan(5),
      'expected a number, got a string',
      'a number',
      'a string',
    ],
    [
      'a length of nothing',
      () => expect(undefined, 'pages').toHaveLength(2),
      'pages: expected something with a length, got nothing',
      'something with a length',
      'nothing',
    ],
    ['another value', () => expect('a').not.toBe('a'), 'expected anything but a, got a', 'anything but a', 'a'],
    ['the same value', () => expect('to contain a').toBe('b'), 'expected b, got to contain a', 'b', 'to contain a'],
    [
      'a wildcard',
      () => expect(undefined).toEqual(matching(/\S/)),
      'expected <text like /\\S/>, got nothing',
      '<text like /\\S/>',
      'nothing',
    ],
    [
      'wildcards of vitest',
      () => expect({}).toEqual({ one: expect.stringMatching(/x/), two: expect.any(String) }),
      'expected {"one":"<text like /x/>","two":"<any String>"}, got {}',
      '{"one":"<text like /x/>","two":"<any String>"}',
      '{}',
    ],
  ])('%s', (_what, assertion, reason, wanted, actual) => {
    expect(told(assertion)).toEqual([reason, wanted, actual]);
  });

  test('where long values differ', () => {
    const long = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`value${index}`, 'did not']));
    const [reason] = told(() => expect({ ...long, value3: 'held' }).toEqual(long));
    expect(reason).toBe('value3: expected did not, got held');
    const other = { ...long, value1: 'held', value2: 'held', value3: 'held', value4: 'held' };
    expect(told(() => expect(other).toEqual(long))[0]).toBe(
      'value1: expected did not, got held; value2: expected did not, got held; value3: expected did not, got held; and 1 more place',
    );
  });
});

describe('what a case needs', () => {
  const facts = {
    cites: ['a:case/subject'],
    exchanges: [],
    lawsApplied: new Set<string>(),
    lawIds: new Set<string>(),
    isReference: false,
  };

  async function ending(check: () => unknown) {
    try {
      await restsOn('a:needed/first', check);
    } catch (error) {
      return decide({ kind: 'threw', error }, facts).judgement;
    }
    throw new Error('It holds.');
  }

  test('breaks its own statement, also from a promise and in a nest', async () => {
    const failure = { verdict: 'fail', statement: 'a:needed/first', expected: '1', actual: '2' };
    expect(await ending(() => expect(2).toBe(1))).toMatchObject(failure);
    expect(await ending(async () => await Promise.resolve(expect(2).toBe(1)))).toMatchObject(failure);
    const breach = new Breach({ reason: 'r', expected: '1', actual: '2', statement: 'a:case/subject' });
    expect(await ending(() => Promise.reject(breach))).toMatchObject(failure);
    const inner = await ending(() => restsOn('a:needed/inner', () => expect(2).toBe(1)));
    expect(inner).toMatchObject({ ...failure, statement: 'a:needed/inner' });
    expect(inner).toMatchObject({ reason: 'The case could not come to its subject: expected 1, got 2' });
  });

  test('is told as a need only where the case does not cite it, and by the exchange that showed it', async () => {
    const assertion = (() => {
      try {
        expect(2).toBe(1);
      } catch (error) {
        return error;
      }
      return undefined;
    })();
    const { judgement, exchange } = decide({ kind: 'threw', error: new Shown(4, assertion) }, facts);
    expect({ exchange, statement: 'statement' in judgement && judgement.statement }).toEqual({
      exchange: 4,
      statement: 'a:case/subject',
    });
    const cited = await restsOn('a:case/subject', () => Promise.reject(new Shown(4, assertion))).catch(
      (error: unknown) => decide({ kind: 'threw', error }, facts),
    );
    expect(cited).toMatchObject({
      exchange: 4,
      judgement: { reason: 'expected 1, got 2', statement: 'a:case/subject' },
    });
  });

  test('gives back what it made, and leaves what is no assertion as it is', async () => {
    expect(await restsOn('a:needed/first', () => 7)).toBe(7);
    expect(await ending(() => Promise.reject(new Inconclusive('target', 'gone')))).toEqual({
      verdict: 'inconclusive',
      blame: 'target',
      reason: 'gone',
    });
  });
});
