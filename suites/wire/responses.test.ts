import { type CaseContext, describe, type Exchange, expect, matching, restsOn, test } from '../../harness/index.js';
import { echo } from '../definitions.js';
import { parsed } from '../parsed.js';
import { constraintErrors } from '../sfn/refusals.js';

/** One answer that succeeds and one that refuses, of the same operation. */
async function answers({ machines, sfn }: CaseContext): Promise<{ success: Exchange; refusal: Exchange }> {
  const machine = await machines.create(echo());
  const success = await sfn.describeStateMachine({ stateMachineArn: machine.arn });
  const refusal = await sfn.describeStateMachine({ stateMachineArn: `${machine.arn}-gone` });
  expect(success).toSucceed();
  expect(refusal).toFailWith('StateMachineDoesNotExist');
  return { success, refusal };
}

describe('An answer', () => {
  test('has status 200 when the call succeeded and 400 when the service refused it', {
    cites: ['wire:response/status', 'sfn:DescribeStateMachine/error/StateMachineDoesNotExist'],
  }, async (context) => {
    const { success, refusal } = await answers(context);
    expect(success.response?.status).toBe(200);
    expect(refusal.response?.status).toBe(400);
  });

  test('is of type application/x-amz-json-1.0', {
    cites: ['wire:response/content-type'],
  }, async (context) => {
    const { success, refusal } = await answers(context);
    expect(success.response?.headers['content-type']).toEqual(matching(/^application\/x-amz-json-1\.0\b/));
    expect(refusal.response?.headers['content-type']).toEqual(matching(/^application\/x-amz-json-1\.0\b/));
  });

  test('carries a request id, also when it refuses', {
    cites: ['wire:response/request-id', 'wire:response/request-id-is-fresh'],
  }, async (context) => {
    const { success, refusal } = await answers(context);
    const ids = [success, refusal].map((exchange) => exchange.response?.headers['x-amzn-requestid']);
    for (const id of ids) expect(id).toEqual(matching(/\S/));
    expect(ids[0]).not.toBe(ids[1]);
  });

  test('names the type of an error and gives its message', {
    cites: ['wire:response/error-shape'],
  }, async (context) => {
    const { refusal } = await answers(context);
    const body = parsed(refusal.response?.text, 'the body') as Record<string, unknown>;
    expect(body.__type).toEqual(matching(/(^|#)StateMachineDoesNotExist$/));
    expect(body.message ?? body.Message).toBeTypeOf('string');
  });

  test('leaves out members without a value', {
    cites: ['wire:response/no-nulls'],
  }, async ({ executions, sfn }) => {
    const { executionArn } = await executions.run(echo());
    const described = await sfn.describeExecution({ executionArn });
    const told = await sfn.getExecutionHistory({ executionArn });
    for (const answer of [described, told]) {
      expect(answer).toSucceed();
      expect(answer.response?.text).not.toEqual(matching(/:\s*null\b/));
    }
  });

  test('gives timestamps as seconds since the epoch', {
    cites: ['wire:response/timestamps', 'sfn:DescribeExecution/response/startDate/type'],
  }, async ({ executions, clock }) => {
    const before = (await clock.now()) / 1000;
    const { description } = await executions.run(echo());
    expect(description.startDate).toBeTypeOf('number');
    // Within a minute of the target's clock: neither milliseconds nor another epoch.
    expect(Math.abs(description.startDate - before)).toBeLessThan(60);
  });

  test('without output has an empty body or an empty object', {
    cites: ['wire:response/empty-output', 'sfn:DeleteStateMachine/response/empty'],
  }, async ({ machines, sfn }) => {
    const machine = await machines.create(echo());
    // The control: where there is something to tell, the body tells it.
    expect((await sfn.describeStateMachine({ stateMachineArn: machine.arn })).output.name).toBe(machine.name);
    const answer = await sfn.deleteStateMachine({ stateMachineArn: machine.arn });
    expect(answer).toSucceed();
    expect(['', '{}']).toContain(answer.response!.text.trim());
  });

  test('to a broken constraint says which member and which constraint', {
    cites: ['wire:validation/message', 'wire:validation/type'],
    // The list of common errors of 2017 has other names for it, too.
    editions: ['current'],
  }, async ({ sfn }) => {
    const refused = await sfn.listStateMachines({ maxResults: 1001 });
    await restsOn('sfn:ListStateMachines/request/maxResults/max', () => {
      expect(refused).toFailWith(constraintErrors('maxResults'));
    });
    await restsOn('wire:validation/type', () => {
      expect(refused).toFailWith(['ValidationException', 'ValidationError']);
      expect(refused.response?.status).toBe(400);
    });
    expect(refused.error?.message).toEqual(matching(/^1 validation error detected: .*'maxResults'.*1000/s));
    expect(await sfn.listStateMachines({ maxResults: 1000 })).toSucceed();
  });
});
