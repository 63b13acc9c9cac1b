import { type CaseContext, describe, expect, test, type Update } from '../../harness/index.js';
import { cited } from './cited.js';
import { callback, chained, context, execution, retry, step, wait } from './updates.js';

/**
 * What the updates of a checkpoint have to satisfy: a batch that breaks one rule is refused and leaves nothing, beside a batch
 * that is accepted and differs in nothing else. Texts of errors are not compared: AWS's own runners differ in them.
 */
interface Rule {
  readonly title: string;
  readonly statement: string;
  /** Batches that are accepted before. */
  readonly before?: readonly (readonly Update[])[];
  /** Absent: the rule permits something, and what it does not say is a rule of its own. */
  readonly broken?: readonly Update[];
  readonly kept: readonly Update[];
}

const FAIL = { Error: { ErrorType: 'Broken' } };

const rules: readonly Rule[] = [
  {
    title: 'there is one EXECUTION update at most',
    statement: 'one-execution-update',
    broken: [execution('SUCCEED'), execution('SUCCEED')],
    kept: [execution('SUCCEED')],
  },
  {
    title: 'the EXECUTION update is the last',
    statement: 'execution-update-last',
    broken: [execution('SUCCEED'), step('s', 'SUCCEED')],
    kept: [step('s', 'SUCCEED'), execution('SUCCEED')],
  },
  {
    title: 'an id is there once',
    statement: 'each-id-once',
    broken: [step('s', 'SUCCEED'), step('s', 'SUCCEED')],
    kept: [step('s', 'SUCCEED'), step('t', 'SUCCEED')],
  },
  {
    title: 'a wait is there once',
    statement: 'each-id-once',
    broken: [wait('w', 5), wait('w', 5)],
    kept: [wait('w', 5), wait('v', 5)],
  },
  {
    title: 'a wait does not start and end in one batch',
    statement: 'each-id-once',
    broken: [wait('w', 5), { ...wait('w', 5), Action: 'CANCEL' }],
    kept: [wait('w', 5), wait('v', 5)],
  },
  {
    title: 'a step does not end before it starts',
    statement: 'each-id-once',
    broken: [step('s', 'SUCCEED'), step('s', 'START')],
    kept: [step('s', 'START'), step('s', 'SUCCEED')],
  },
  {
    title: 'a step does not start twice',
    statement: 'each-id-once',
    broken: [step('s', 'START'), step('s', 'START')],
    kept: [step('s', 'START')],
  },
  {
    title: 'three updates of a step are too many',
    statement: 'each-id-once',
    broken: [step('s', 'START'), step('s', 'SUCCEED'), step('s', 'SUCCEED')],
    kept: [step('s', 'START'), step('s', 'SUCCEED')],
  },
  {
    title: 'a context may start and end',
    statement: 'start-and-end-together',
    kept: [context('x', 'START'), context('x', 'SUCCEED')],
  },
  {
    title: 'a parent must exist',
    statement: 'parent-must-exist',
    broken: [step('s', 'START', { ParentId: 'nobody' })],
    kept: [step('s', 'START')],
  },
  {
    title: 'a parent may be started earlier in the batch',
    statement: 'parent-in-the-same-batch',
    kept: [context('x', 'START'), step('s', 'START', { ParentId: 'x' })],
  },
  {
    title: 'a parent is not started later in the batch',
    statement: 'parent-must-exist',
    broken: [step('s', 'START', { ParentId: 'x' }), context('x', 'START')],
    kept: [context('x', 'START'), step('s', 'START', { ParentId: 'x' })],
  },
  {
    title: 'a step is no parent',
    statement: 'parent-is-a-context',
    before: [[step('p', 'START'), context('x', 'START')]],
    broken: [step('s', 'START', { ParentId: 'p' })],
    kept: [step('s', 'START', { ParentId: 'x' })],
  },
  {
    title: 'a wait is no parent',
    statement: 'parent-is-a-context',
    before: [[wait('p', 9), context('x', 'START')]],
    broken: [wait('w', 5, { ParentId: 'p' })],
    kept: [wait('w', 5, { ParentId: 'x' })],
  },
  {
    title: 'the type stays',
    statement: 'same-type',
    before: [[step('s', 'START')]],
    broken: [context('s', 'SUCCEED')],
    kept: [step('s', 'SUCCEED')],
  },
  {
    title: 'the name stays',
    statement: 'same-name',
    before: [[step('s', 'START', { Name: 'one' })]],
    broken: [step('s', 'SUCCEED', { Name: 'two' })],
    kept: [step('s', 'SUCCEED', { Name: 'one' })],
  },
  {
    title: 'the subtype stays',
    statement: 'same-subtype',
    before: [[step('s', 'START', { SubType: 'Step' })]],
    broken: [step('s', 'SUCCEED', { SubType: 'Other' })],
    kept: [step('s', 'SUCCEED', { SubType: 'Step' })],
  },
  {
    title: 'the parent stays',
    statement: 'same-parent',
    before: [[context('x', 'START'), context('y', 'START'), step('s', 'START', { ParentId: 'x' })]],
    broken: [step('s', 'SUCCEED', { ParentId: 'y' })],
    kept: [step('s', 'SUCCEED', { ParentId: 'x' })],
  },
  {
    title: 'a wait does not succeed by an update',
    statement: 'action-of-the-type',
    before: [[wait('w', 50)]],
    broken: [{ Id: 'w', Type: 'WAIT', Action: 'SUCCEED' }],
    kept: [step('s', 'SUCCEED')],
  },
  {
    title: 'a context is not tried again',
    statement: 'action-of-the-type',
    before: [[context('x', 'START')]],
    broken: [context('x', 'RETRY')],
    kept: [context('x', 'SUCCEED')],
  },
  {
    title: 'a step is not cancelled',
    statement: 'action-of-the-type',
    before: [[step('s', 'START')]],
    broken: [step('s', 'CANCEL')],
    kept: [step('s', 'SUCCEED')],
  },
  {
    title: 'a callback does not succeed by an update',
    statement: 'action-of-the-type',
    before: [[callback('c')]],
    broken: [{ Id: 'c', Type: 'CALLBACK', Action: 'SUCCEED' }],
    kept: [step('s', 'SUCCEED')],
  },
  {
    title: 'an execution does not start by an update',
    statement: 'action-of-the-type',
    broken: [execution('START')],
    kept: [execution('SUCCEED')],
  },
  {
    title: 'a step that fails has no payload',
    statement: 'no-payload-with-fail',
    broken: [step('s', 'FAIL', { Payload: '1' })],
    kept: [step('s', 'FAIL', FAIL)],
  },
  {
    title: 'a context that fails has no payload',
    statement: 'no-payload-with-fail',
    before: [[context('x', 'START')]],
    broken: [context('x', 'FAIL', { Payload: '1' })],
    kept: [context('x', 'FAIL', FAIL)],
  },
  {
    title: 'a step that succeeds has no error',
    statement: 'no-error-with-succeed',
    broken: [step('s', 'SUCCEED', FAIL)],
    kept: [step('s', 'SUCCEED', { Payload: '1' })],
  },
  {
    title: 'an execution that succeeds has no error',
    statement: 'no-error-with-succeed',
    broken: [execution('SUCCEED', FAIL)],
    kept: [execution('SUCCEED', { Payload: '1' })],
  },
  {
    title: 'a step that has started does not start',
    statement: 'step-starts-once',
    before: [[step('s', 'START')]],
    broken: [step('s', 'START')],
    kept: [step('s', 'SUCCEED')],
  },
  {
    title: 'a step that waits for its retry does not start',
    statement: 'step-starts-once',
    before: [[retry('s', 60)]],
    broken: [step('s', 'START')],
    kept: [step('t', 'START')],
  },
  {
    title: 'a step that has succeeded does not start',
    statement: 'step-starts-once',
    before: [[step('s', 'SUCCEED')]],
    broken: [step('s', 'START')],
    kept: [step('t', 'START')],
  },
  {
    title: 'a step that has succeeded does not fail',
    statement: 'step-ends-once',
    before: [[step('s', 'SUCCEED')]],
    broken: [step('s', 'FAIL', FAIL)],
    kept: [step('t', 'FAIL', FAIL)],
  },
  {
    title: 'a step that has failed does not succeed',
    statement: 'step-ends-once',
    before: [[step('s', 'FAIL', FAIL)]],
    broken: [step('s', 'SUCCEED')],
    kept: [step('t', 'SUCCEED')],
  },
  {
    title: 'a step that has succeeded is not tried again',
    statement: 'step-ends-once',
    before: [[step('s', 'SUCCEED')]],
    broken: [retry('s', 5)],
    kept: [retry('t', 5)],
  },
  {
    title: 'a step that waits for its retry does not succeed',
    statement: 'pending-step-waits',
    before: [[retry('s', 60)]],
    broken: [step('s', 'SUCCEED')],
    kept: [step('t', 'SUCCEED')],
  },
  {
    title: 'a step that waits for its retry is not tried again',
    statement: 'pending-step-waits',
    before: [[retry('s', 60)]],
    broken: [retry('s', 60)],
    kept: [retry('t', 60)],
  },
  {
    title: 'a retry has its delay',
    statement: 'options-with-retry-only',
    broken: [step('s', 'RETRY', FAIL)],
    kept: [retry('s', 5)],
  },
  {
    title: 'a step that succeeds has no delay',
    statement: 'options-with-retry-only',
    broken: [step('s', 'SUCCEED', { StepOptions: { NextAttemptDelaySeconds: 5 } })],
    kept: [step('s', 'SUCCEED')],
  },
  {
    title: 'a retry has an error or a payload',
    statement: 'retry-has-one-outcome',
    broken: [retry('s', 5, { ...FAIL, Payload: '1' })],
    kept: [retry('s', 5, { Payload: '1' })],
  },
  {
    title: 'a wait starts once',
    statement: 'starts-once',
    before: [[wait('w', 60)]],
    broken: [wait('w', 60)],
    kept: [wait('v', 60)],
  },
  {
    title: 'a callback starts once',
    statement: 'starts-once',
    before: [[callback('c')]],
    broken: [callback('c')],
    kept: [callback('d')],
  },
  {
    title: 'a context starts once',
    statement: 'starts-once',
    before: [[context('x', 'START')]],
    broken: [context('x', 'START')],
    kept: [context('y', 'START')],
  },
  {
    title: 'a context that has ended does not start',
    statement: 'starts-once',
    before: [[context('x', 'START'), context('x', 'SUCCEED')]],
    broken: [context('x', 'START')],
    kept: [context('y', 'START')],
  },
  {
    title: 'a chained invoke starts once',
    statement: 'starts-once',
    before: [[chained('i', 'nobody:1')]],
    broken: [chained('i', 'nobody:1')],
    kept: [chained('j', 'nobody:1')],
  },
  {
    title: 'a context ends after it has started',
    statement: 'context-ends-once',
    before: [[context('y', 'START')]],
    broken: [context('x', 'FAIL', FAIL)],
    kept: [context('y', 'FAIL', FAIL)],
  },
  {
    title: 'a context ends once',
    statement: 'context-ends-once',
    before: [[context('x', 'START'), context('x', 'SUCCEED'), context('y', 'START')]],
    broken: [context('x', 'FAIL', FAIL)],
    kept: [context('y', 'FAIL', FAIL)],
  },
  {
    title: 'a wait has its seconds',
    statement: 'wait-needs-seconds',
    broken: [{ Id: 'w', Type: 'WAIT', Action: 'START' }],
    kept: [wait('w', 5)],
  },
  {
    title: 'a chained invoke has its function',
    statement: 'chained-needs-a-function',
    broken: [{ Id: 'i', Type: 'CHAINED_INVOKE', Action: 'START' }],
    kept: [chained('i', 'nobody:1')],
  },
  {
    title: 'the payload of a step has 262144 bytes',
    statement: 'payload-size',
    broken: [step('s', 'SUCCEED', { Payload: 'a'.repeat(262_145) })],
    kept: [step('s', 'SUCCEED', { Payload: 'a'.repeat(262_144) })],
  },
  {
    title: 'the payload of a context has 262144 bytes',
    statement: 'payload-size',
    before: [[context('x', 'START')]],
    broken: [context('x', 'SUCCEED', { Payload: 'a'.repeat(262_145) })],
    kept: [context('x', 'SUCCEED', { Payload: 'a'.repeat(262_144) })],
  },
  {
    title: 'the payload of a chained invoke has 1048576 bytes',
    statement: 'chained-payload-size',
    broken: [chained('i', 'nobody:1', { Payload: `"${'a'.repeat(1_048_576)}"` })],
    kept: [chained('i', 'nobody:1', { Payload: `"${'a'.repeat(1_048_574)}"` })],
  },
  {
    title: 'an error is not too large',
    statement: 'error-size',
    broken: [step('s', 'FAIL', { Error: { ErrorMessage: 'a'.repeat(300_000) } })],
    kept: [step('s', 'FAIL', { Error: { ErrorMessage: 'a'.repeat(30_000) } })],
  },
];

const REFUSED = [
  'InvalidParameterValueException',
  'ValidationException',
  'RequestEntityTooLargeException',
  'RequestTooLargeException',
];

async function tryOut({ before = [], broken, kept }: Rule, { durable }: CaseContext): Promise<void> {
  const { arn, invocation } = await durable.begin();
  for (const batch of before) expect(await invocation.checkpoint(batch), 'what comes before').toSucceed();
  const events = await durable.eventTypes(arn);
  if (broken !== undefined) {
    expect(await invocation.checkpoint(broken)).toFailWith(REFUSED);
    expect(await durable.eventTypes(arn), 'a refused batch leaves no event').toEqual(events);
  }
  expect(await invocation.checkpoint(kept)).toSucceed();
  expect((await durable.eventTypes(arn)).length, 'an accepted batch leaves events').toBeGreaterThan(events.length);
}

describe('in a batch', () => {
  for (const rule of rules) {
    test(rule.title, cited(`batch/${rule.statement}`), (context) => tryOut(rule, context));
  }
});
