import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Regexp } from '../../../engine/asl/regexp/regexp.js';

const free = { spend() {} };

/** A budget that counts, and gives up after a million steps. */
class Counted {
  used = 0;
  spend(steps: number): void {
    this.used += steps;
    if (this.used > 1_000_000) throw new Error('too many steps');
  }
}

/** Patterns whose repeated parts take at least one character: about empty ones JavaScript and Java disagree. */
const solid = fc.letrec<{ pattern: string }>((tie) => ({
  pattern: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom('a', 'b', 'c', '.', '[ab]', '[^a]', '\\d', '\\w', '[a-c1]', '\\x61', '\\u0062'),
    fc.tuple(tie('pattern'), tie('pattern')).map(([one, two]) => one + two),
    fc.tuple(tie('pattern'), tie('pattern')).map(([one, two]) => `(?:${one}|${two})`),
    tie('pattern').map((one) => `(${one})`),
    fc.tuple(tie('pattern'), fc.constantFrom('+', '+?', '{1,2}', '{2}', '{1,}?')).map(([one, q]) => `(?:${one})${q}`),
  ),
})).pattern;
const pattern = fc
  .tuple(fc.array(fc.tuple(solid, fc.constantFrom('', '*', '?', '*?', '??')), { maxLength: 3 }), solid)
  .chain(([parts, last]) =>
    fc
      .tuple(
        fc.constantFrom('', '^', '\\b', '(?=a)', '(?<!b)', '(?<=a)'),
        fc.constantFrom('', '$', '\\b', '(?!c)', '\\B'),
      )
      .map(
        ([before, after]) =>
          before + parts.map(([one, q]) => (q === '' ? one : `(?:${one})${q}`)).join('') + last + after,
      ),
  );

describe('Regexp', () => {
  test('finds what the native engine finds', () => {
    fc.assert(
      fc.property(
        pattern,
        fc.stringMatching(/^[abcA1 ]{0,10}$/),
        fc.constantFrom('', 'i', 's'),
        (source, text, flags) => {
          const expected = new RegExp(source, flags).exec(text);
          const found = new Regexp(source, flags).exec(text, 0, free);
          expect(found && [found.start, found.end]).toEqual(
            expected === null ? undefined : [expected.index, expected.index + expected[0].length],
          );
        },
      ),
      { numRuns: 3000 },
    );
  });

  test.each([
    ['(\\w+)@(\\w+)', 'to me@home', ['me', 'home']],
    ['(a)|(b)', 'b', [undefined, 'b']],
    ['(?<year>\\d{4})-(\\d\\d)', 'on 2017-03-30', ['2017', '03']],
    ['(.)\\1', 'abccd', ['c']],
    ['(?<x>.)\\k<x>', 'abb', ['b']],
  ])('%s on %s catches the groups', (source, text, groups) => {
    expect(new Regexp(source).exec(text, 0, free)?.groups).toEqual(groups);
  });

  test.each(['^(a+)+$', '^(a|aa)+$', '(a*)*b', '^(\\w+\\s?)*$', '(.*)*x', '((a?){30}){3}c'])(
    '%s on a bomb takes steps in proportion to the text',
    (source) => {
      const budget = new Counted();
      expect(new Regexp(`${source}!`).exec(`${'a'.repeat(400)}`, 0, budget)).toBeUndefined();
    },
  );

  test('back references run on the budget', () => {
    expect(() => new Regexp('^(a+)+\\1b$').exec('a'.repeat(100), 0, new Counted())).toThrow('too many steps');
  });

  test.each(['(', 'a)', '[a', '*a', 'a{3,2}', '(?<a', '\\', '(((a{999}){999}){999})', '\\2(a)', '[b-a]', '(?@a)'])(
    '%s is refused',
    (source) => {
      expect(() => new Regexp(source)).toThrow(SyntaxError);
    },
  );

  test('matchesAll asks for the whole text', () => {
    expect(new Regexp('a|ab').matchesAll('ab', free)).toBe(true);
    expect(new Regexp('a').matchesAll('ab', free)).toBe(false);
  });
});
