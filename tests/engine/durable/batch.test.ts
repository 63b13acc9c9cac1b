import { describe, expect, test } from 'vitest';
import type { OperationUpdate } from '../../../engine/durable/index.js';
import { Bench, callback, chained, context, step, wait } from './scripted.js';

type Updates = readonly OperationUpdate[];

interface Row {
  readonly rule: string;
  readonly message: string;
  /** Checkpointed first, one batch each. */
  readonly before?: readonly Updates[];
  readonly refused: Updates;
  /** The control: differs in the one thing that the rule is about. */
  readonly accepted: Updates;
}

const retry = { StepOptions: { NextAttemptDelaySeconds: 1 } };
const error = { ErrorMessage: 'e' };
const execution = (Id: string, more: Partial<OperationUpdate> = {}): OperationUpdate => ({
  Id,
  Type: 'EXECUTION',
  Action: 'SUCCEED',
  ...more,
});
const cancel = (Id: string): OperationUpdate => ({ Id, Type: 'WAIT', SubType: 'Wait', Action: 'CANCEL' });
const large = (bytes: number) => 'x'.repeat(bytes);
const KB = 1024;

const rows: readonly Row[] = [
  {
    rule: 'one EXECUTION update',
    message: 'Cannot checkpoint multiple EXECUTION updates.',
    refused: [execution('e1'), execution('e2')],
    accepted: [execution('e1')],
  },
  {
    rule: 'the EXECUTION update last',
    message: 'EXECUTION checkpoint must be the last update.',
    refused: [execution('e'), step('s', 'START')],
    accepted: [step('s', 'START'), execution('e')],
  },
  {
    rule: 'an id once',
    message: 'Cannot update the same operation twice in a single request.',
    refused: [step('s', 'START'), step('s', 'START')],
    accepted: [step('s', 'START'), step('t', 'START')],
  },
  {
    rule: 'a start and one close, no more',
    message: 'Cannot update the same operation twice in a single request.',
    refused: [step('s', 'START'), step('s', 'SUCCEED'), step('s', 'FAIL')],
    accepted: [step('s', 'START'), step('s', 'SUCCEED')],
  },
  {
    rule: 'a start and a close of a WAIT are two updates',
    message: 'Cannot update the same operation twice in a single request.',
    refused: [wait('w', 1), cancel('w')],
    accepted: [wait('w', 1)],
  },
  {
    rule: 'a parent that exists',
    message: 'Invalid parent operation id.',
    refused: [step('s', 'START', { ParentId: 'nobody' })],
    accepted: [context('c', 'START'), step('s', 'START', { ParentId: 'c' })],
  },
  {
    rule: 'a parent that is a CONTEXT',
    message: 'Invalid parent operation id.',
    before: [[step('p', 'START'), context('c', 'START')]],
    refused: [step('s', 'START', { ParentId: 'p' })],
    accepted: [step('s', 'START', { ParentId: 'c' })],
  },
  {
    rule: 'the same type',
    message: 'Inconsistent operation type.',
    before: [[step('s', 'START')]],
    refused: [{ ...context('s', 'SUCCEED'), SubType: 'Step' }],
    accepted: [step('s', 'SUCCEED')],
  },
  {
    rule: 'the same subtype',
    message: 'Inconsistent operation subtype.',
    before: [[step('s', 'START')]],
    refused: [step('s', 'SUCCEED', { SubType: 'Other' })],
    accepted: [step('s', 'SUCCEED')],
  },
  {
    rule: 'the same name',
    message: 'Inconsistent operation name.',
    before: [[step('s', 'START', { Name: 'a' })]],
    refused: [step('s', 'SUCCEED', { Name: 'b' })],
    accepted: [step('s', 'SUCCEED', { Name: 'a' })],
  },
  {
    rule: 'the same parent',
    message: 'Inconsistent parent operation id.',
    before: [[context('c', 'START'), context('d', 'START'), step('s', 'START', { ParentId: 'c' })]],
    refused: [step('s', 'SUCCEED', { ParentId: 'd' })],
    accepted: [step('s', 'SUCCEED', { ParentId: 'c' })],
  },
  {
    rule: 'an error under 32 KiB',
    message: 'Error object size must be less than 32768 bytes.',
    refused: [step('s', 'FAIL', { Error: { ErrorData: large(300 * KB) } })],
    accepted: [step('s', 'FAIL', { Error: { ErrorData: large(30 * KB) } })],
  },
  {
    rule: 'an action that the type has',
    message: 'Invalid action for the given operation type.',
    before: [[wait('w', 5)]],
    refused: [{ ...cancel('w'), Action: 'SUCCEED' }],
    accepted: [cancel('w')],
  },
  {
    rule: 'no payload with FAIL',
    message: 'Cannot provide a Payload for FAIL action.',
    refused: [step('s', 'FAIL', { Payload: '1', Error: error })],
    accepted: [step('s', 'FAIL', { Error: error })],
  },
  {
    rule: 'no error with SUCCEED',
    message: 'Cannot provide an Error for SUCCEED action.',
    refused: [step('s', 'SUCCEED', { Payload: '1', Error: error })],
    accepted: [step('s', 'SUCCEED', { Payload: '1' })],
  },
  {
    rule: 'STEP START from nothing',
    message: 'Invalid current STEP state to start.',
    before: [[step('s', 'START')]],
    refused: [step('s', 'START')],
    accepted: [step('t', 'START')],
  },
  {
    rule: 'STEP close from STARTED',
    message: 'Invalid current STEP state to close.',
    before: [[step('s', 'SUCCEED'), step('t', 'START')]],
    refused: [step('s', 'FAIL')],
    accepted: [step('t', 'FAIL')],
  },
  {
    rule: 'STEP close not from PENDING',
    message: 'Invalid current STEP state to close.',
    before: [[step('s', 'RETRY', retry), step('t', 'START')]],
    refused: [step('s', 'SUCCEED')],
    accepted: [step('t', 'SUCCEED')],
  },
  {
    rule: 'STEP RETRY not from a closed step',
    message: 'Invalid current STEP state to re-attempt.',
    before: [[step('s', 'FAIL'), step('t', 'START')]],
    refused: [step('s', 'RETRY', retry)],
    accepted: [step('t', 'RETRY', retry)],
  },
  {
    rule: 'StepOptions with RETRY',
    message: 'Invalid StepOptions for the given action.',
    before: [[step('s', 'START')]],
    refused: [step('s', 'RETRY', { Error: error })],
    accepted: [step('s', 'RETRY', { Error: error, ...retry })],
  },
  {
    rule: 'StepOptions only with RETRY',
    message: 'Invalid StepOptions for the given action.',
    refused: [step('s', 'SUCCEED', retry)],
    accepted: [step('s', 'SUCCEED')],
  },
  {
    rule: 'one outcome of a RETRY',
    message: 'Cannot provide both error and payload to RETRY a STEP.',
    refused: [step('s', 'RETRY', { ...retry, Error: error, Payload: '1' })],
    accepted: [step('s', 'RETRY', { ...retry, Payload: '1' })],
  },
  {
    rule: 'one start of a CONTEXT',
    message: 'Cannot start a CONTEXT that already exists.',
    before: [[context('c', 'START')]],
    refused: [context('c', 'START')],
    accepted: [context('d', 'START')],
  },
  {
    rule: 'one start of a WAIT',
    message: 'Cannot start a WAIT that already exists.',
    before: [[wait('w', 1)]],
    refused: [wait('w', 1)],
    accepted: [wait('v', 1)],
  },
  {
    rule: 'one start of a CALLBACK',
    message: 'Cannot start a CALLBACK that already exists.',
    before: [[callback('c')]],
    refused: [callback('c')],
    accepted: [callback('d')],
  },
  {
    rule: 'one start of a CHAINED_INVOKE',
    message: 'Cannot start a CHAINED_INVOKE that already exists.',
    before: [[chained('i', 'plain')]],
    refused: [chained('i', 'plain')],
    accepted: [chained('j', 'plain')],
  },
  {
    rule: 'CONTEXT close from STARTED',
    message: 'Invalid current CONTEXT state to close.',
    before: [[context('c', 'START'), context('c', 'SUCCEED'), context('d', 'START')]],
    refused: [context('c', 'FAIL')],
    accepted: [context('d', 'FAIL')],
  },
  {
    rule: 'CONTEXT close of one that was started',
    message: 'Invalid current CONTEXT state to close.',
    refused: [context('c', 'SUCCEED')],
    accepted: [context('c', 'START'), context('c', 'SUCCEED')],
  },
  {
    rule: 'WAIT CANCEL of one that waits',
    message: 'Cannot cancel a WAIT that does not exist or has already completed.',
    before: [[wait('w', 5)]],
    refused: [cancel('unknown')],
    accepted: [cancel('w')],
  },
  {
    rule: 'a STEP payload of 256 KB',
    message: 'STEP payload size must be less than or equal to 262144 bytes.',
    refused: [step('s', 'SUCCEED', { Payload: large(256 * KB + 1) })],
    accepted: [step('s', 'SUCCEED', { Payload: large(256 * KB) })],
  },
  {
    rule: 'a payload counts in bytes',
    message: 'CONTEXT payload size must be less than or equal to 262144 bytes.',
    before: [[context('c', 'START')]],
    refused: [context('c', 'SUCCEED', { Payload: 'é'.repeat(128 * KB + 1) })],
    accepted: [context('c', 'SUCCEED', { Payload: 'é'.repeat(128 * KB) })],
  },
  {
    rule: 'a CHAINED_INVOKE payload of 1 MB',
    message: 'CHAINED_INVOKE payload size must be less than or equal to 1048576 bytes.',
    refused: [chained('i', 'plain', { Payload: large(KB * KB + 1) })],
    accepted: [chained('i', 'plain', { Payload: large(KB * KB) })],
  },
  {
    rule: 'WaitOptions',
    message: 'Update for WAIT operation requires WaitOptions.',
    refused: [{ Id: 'w', Type: 'WAIT', Action: 'START' }],
    accepted: [wait('w', 1)],
  },
  {
    rule: 'ChainedInvokeOptions',
    message: 'Update for CHAINED_INVOKE operation requires ChainedInvokeOptions.',
    refused: [{ Id: 'i', Type: 'CHAINED_INVOKE', Action: 'START' }],
    accepted: [chained('i', 'plain')],
  },
  {
    rule: 'a target in the own account',
    message: 'Cannot start a CHAINED_INVOKE on a function in another account.',
    refused: [chained('i', 'arn:aws:lambda:us-east-1:999999999999:function:plain')],
    accepted: [chained('i', 'arn:aws:lambda:us-east-1:123456789012:function:plain')],
  },
  {
    rule: 'a target in the own region',
    message: 'Cannot start a CHAINED_INVOKE on a function in another region.',
    refused: [chained('i', 'arn:aws:lambda:eu-west-1:123456789012:function:plain')],
    accepted: [chained('i', 'arn:aws:lambda:us-east-1:123456789012:function:plain')],
  },
];

async function prepared({ before = [] }: Row) {
  const bench = new Bench({ functions: { plain: { handler: () => 'done' } } });
  const { arn, invocation } = await bench.begin();
  for (const updates of before) await invocation.checkpoint(...updates);
  return { bench, arn, invocation };
}

describe('a batch', () => {
  test.each(rows)('needs $rule', async (row) => {
    const { bench, arn, invocation } = await prepared(row);
    const events = await bench.history(arn);
    await expect(invocation.checkpoint(...row.refused)).rejects.toMatchObject({
      name: 'InvalidParameterValueException',
      status: 400,
      message: row.message,
    });
    expect(await bench.history(arn)).toEqual(events);
    await expect(invocation.checkpoint(...row.accepted)).resolves.toHaveProperty('NewExecutionState');
  });

  test('is applied as a whole or not at all', async () => {
    const { bench, arn, invocation } = await prepared(rows[0]!);
    const good = [context('c', 'START'), step('s', 'START', { ParentId: 'c' }), wait('w', 5)];
    await expect(invocation.checkpoint(...good, step('bad', 'START', { ParentId: 'x' }))).rejects.toThrow();
    expect(await bench.eventTypes(arn)).toEqual(['ExecutionStarted']);
    expect(bench.clock.next).toBe((await bench.execution(arn)).StartTimestamp * 1000 + 900_000);
    await invocation.checkpoint(...good);
    expect(await bench.eventTypes(arn)).toEqual(['ExecutionStarted', 'ContextStarted', 'StepStarted', 'WaitStarted']);
  });

  test('an EXECUTION payload is bounded by how the execution was started', async () => {
    const asynchronous = new Bench();
    const { invocation } = await asynchronous.begin();
    const Payload = large(KB * KB + 1);
    await expect(invocation.checkpoint(execution('e', { Payload }))).rejects.toThrow(
      'EXECUTION payload size must be less than or equal to 1048576 bytes.',
    );
    const synchronous = new Bench();
    const answer = synchronous.service.call('Invoke', { FunctionName: 'fn:$LATEST' });
    const waited = await synchronous.fn.next();
    await waited.checkpoint(execution('e', { Payload }));
    expect((await answer).Payload).toBe(Payload);
  });

  test('an action after READY is legal again', async () => {
    const { bench, invocation } = await prepared(rows[0]!);
    await invocation.checkpoint(step('s', 'RETRY', retry));
    await expect(invocation.checkpoint(step('s', 'START'))).rejects.toThrow('Invalid current STEP state to start.');
    bench.clock.advance(1000);
    await invocation.checkpoint(step('s', 'START'));
    await invocation.checkpoint(step('s', 'RETRY', retry));
    bench.clock.advance(1000);
    await invocation.checkpoint(step('s', 'FAIL', { Error: error }));
  });
});
