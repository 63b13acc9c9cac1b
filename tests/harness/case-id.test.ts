import { expect, test } from 'vitest';
import { caseId, slug, suiteOf } from '../../harness/case-id.js';

test.for([
  ['suites/sfn/start-execution.test.ts', 'sfn/start-execution'],
  ['sfn/start-execution.test.js', 'sfn/start-execution'],
  ['dist/suites/asl/cases.test.js', 'asl/cases'],
  ['contracts/orders.ts', 'contracts/orders'],
  ['mine\\suites\\a.suite.mts', 'a'],
] as const)('%s is the suite %s', ([file, suite]) => {
  expect(suiteOf(file)).toBe(suite);
});

test.for([
  ['refuses a used name', 'refuses-a-used-name'],
  ["doesn't end", 'doesnt-end'],
  ['StartExecution', 'start-execution'],
  ['with -1 holds', 'with-minus-1-holds'],
  ['with 1 holds', 'with-1-holds'],
  ['with "1" holds', 'with-quote-1-quote-holds'],
  ['a name with <', 'a-name-with-less'],
  ['a name with ,', 'a-name-with-comma'],
  ['a name with -', 'a-name-with-minus'],
  ['first - then second', 'first-then-second'],
  ['a, b; c (d)', 'a-b-c-d'],
  ['an é and 字', 'an-e-and-u5b57'],
] as const)('"%s" is written %s', ([title, expected]) => {
  expect(slug(title)).toBe(expected);
});

test('an id is made of the suite and the titles', () => {
  expect(caseId('sfn/x', ['StartExecution', 'says no'])).toBe('sfn/x/start-execution/says-no');
  expect(() => caseId('sfn/x', [' '])).toThrow('has nothing that can stand in the id');
});
