import { expect, test } from 'vitest';
import { causeText } from '../../reporters/cause-text.js';
import { clusterFailures } from '../../reporters/cluster.js';
import { failed, ledger, plan, report } from './sample.js';

const textOf = (limit: number, ...statements: string[]) => {
  const records = statements.map((id, n) => failed(plan(`sfn/x/${n}`, [id]), { actual: `got ${'x'.repeat(n)}` }));
  const { cases } = report(records, ledger(...statements));
  return clusterFailures(cases, limit).map(causeText);
};

test('a cause is told by what it breaks, not by ids', () => {
  expect(textOf(9, 'asl:Fail/ends')).toEqual(['The claim of asl:Fail/ends.']);
  expect(textOf(1, 'sfn:A/request/x/type', 'sfn:B/request/y/type')).toEqual([
    'Requests with a member of the wrong type are refused',
  ]);
  expect(textOf(1, 'sfn:A/request/x/type', 'sfn:B/request/y/min')).toEqual([
    'Requests that break a constraint are refused',
  ]);
  expect(textOf(1, 'sfn:A/error/InvalidArn', 'sfn:B/error/InvalidArn')).toEqual(['Refusals name InvalidArn']);
  expect(textOf(1, 'sfn:A/error/InvalidArn', 'sfn:B/error/InvalidName')).toEqual([
    'Refusals name the error that is declared',
  ]);
  expect(textOf(1, 'asl:Choice/a', 'asl:Choice/b')).toEqual([
    'asl:Choice, several statements, such as: The claim of asl:Choice/a.',
  ]);
});
