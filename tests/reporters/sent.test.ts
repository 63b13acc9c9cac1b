import { expect, test } from 'vitest';
import type { TranscriptEntry } from '../../harness/record.js';
import type { CaseResult } from '../../reporters/report.js';
import { sentBy } from '../../reporters/sent.js';
import { failed, plan, report } from './sample.js';

const entry = (operation: string, input: object, role: TranscriptEntry['role'] = 'case'): TranscriptEntry => ({
  index: 0,
  operation,
  role,
  via: 'wire',
  startedAt: 0,
  durationMs: 1,
  request: { method: 'POST', path: '/', headers: {}, body: JSON.stringify(input) },
});
const caseOf = (statement: string, transcript?: readonly TranscriptEntry[]): CaseResult => ({
  ...report([failed(plan('sfn/x/a', [statement]))]).cases[0]!,
  ...(transcript === undefined ? {} : { transcript }),
});

const RUN = [
  entry('CreateStateMachine', { definition: '{"StartAt":"A"}' }),
  entry('StartExecution', { input: '{"n":1}' }),
  entry('GetExecutionHistory', { executionArn: 'arn' }),
  entry('DeleteStateMachine', {}, 'cleanup'),
];

test('what was sent is the last request of the case', () => {
  expect(sentBy(caseOf('sfn:StartExecution/error/InvalidArn', RUN.slice(0, 2)))).toEqual([
    { name: 'sent', text: 'StartExecution {"input":"{\\"n\\":1}"}' },
  ]);
  expect(sentBy(caseOf('sfn:GetExecutionHistory/request/executionArn/type', RUN))[0]?.text).toContain('arn');
});

test('or the machine, where the last requests only tell how it ran', () => {
  expect(sentBy(caseOf('asl:Pass/result', RUN))).toEqual([
    { name: 'machine', text: '{"StartAt":"A"}' },
    { name: 'input', text: '{"n":1}' },
  ]);
});

test('nothing without a transcript', () => {
  expect(sentBy(caseOf('asl:Pass/result'))).toEqual([]);
});
