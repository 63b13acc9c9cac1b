import { describe, expect, fail, succeed, test } from '../../harness/index.js';
import { chain, echo, waitFor } from '../definitions.js';
import { parsed } from '../parsed.js';

const common = { requires: ['redrive', 'activity-workers'], editions: ['current'] } as const;

describe('RedriveExecution', () => {
  test('goes on from the state that failed', {
    cites: [
      'sfn:RedriveExecution/behaviour/continues',
      'sfn:RedriveExecution/behaviour/count',
      'sfn:RedriveExecution/response/redriveDate/type',
    ],
    ...common,
  }, async ({ sfn, machines, executions, tasks, clock }) => {
    const resource = await tasks.activity([fail('Jammed', 'tray 2'), succeed('mended')]);
    const machine = await machines.create(
      chain({
        First: { Type: 'Pass', Result: 'kept', ResultPath: '$.first' },
        Work: { Type: 'Task', Resource: resource, ResultPath: '$.work' },
      }),
    );
    const failed = await executions.run(machine, { input: {} });
    expect(failed.status).toBe('FAILED');

    expect((await sfn.redriveExecution({ executionArn: failed.executionArn })).output.redriveDate).toBeTypeOf('number');

    // What describes an execution may tell of the redrive only later.
    const { executionArn } = failed;
    await clock.until(async () => (await sfn.describeExecution({ executionArn })).output.status !== 'FAILED', {
      what: 'an execution that was redriven runs again',
    });
    const description = await executions.finish(executionArn);
    expect(description).toMatchObject({ status: 'SUCCEEDED', redriveCount: 1 });
    expect(parsed(description.output, 'the output')).toEqual({ first: 'kept', work: 'mended' });
    const types = (await executions.history(failed.executionArn)).map((event) => event.type);
    expect(types.slice(0, failed.history.length)).toEqual(failed.history.map((event) => event.type));
    expect(types[failed.history.length]).toBe('ExecutionRedriven');
    expect(types.filter((type) => type === 'PassStateEntered')).toHaveLength(1);
    expect(types.at(-1)).toBe('ExecutionSucceeded');
  });

  test('refuses an execution that succeeded', {
    cites: ['sfn:RedriveExecution/behaviour/not-redrivable', 'sfn:RedriveExecution/error/ExecutionNotRedrivable'],
    ...common,
  }, async ({ sfn, executions }) => {
    const succeeded = await executions.run(echo());
    const failed = await executions.run({ StartAt: 'Stop', States: { Stop: { Type: 'Fail', Error: 'Broken' } } });
    expect(await sfn.redriveExecution({ executionArn: succeeded.executionArn })).toFailWith('ExecutionNotRedrivable');
    expect(await sfn.redriveExecution({ executionArn: failed.executionArn })).toSucceed();
  });

  test('refuses an execution that still runs', {
    cites: ['sfn:RedriveExecution/behaviour/not-redrivable', 'sfn:RedriveExecution/error/ExecutionNotRedrivable'],
    ...common,
  }, async ({ sfn, machines, executions }) => {
    const { executionArn } = await executions.start(await machines.create(waitFor(60)));
    expect(await sfn.redriveExecution({ executionArn })).toFailWith('ExecutionNotRedrivable');
    expect(await sfn.stopExecution({ executionArn })).toSucceed();
    await executions.finish(executionArn);
    expect(await sfn.redriveExecution({ executionArn })).toSucceed();
  });

  test('refuses the ARN of no execution', {
    cites: ['sfn:RedriveExecution/error/ExecutionDoesNotExist'],
    ...common,
  }, async ({ sfn, executions }) => {
    const failed = await executions.run({ StartAt: 'Stop', States: { Stop: { Type: 'Fail', Error: 'Broken' } } });
    expect(await sfn.redriveExecution({ executionArn: `${failed.executionArn}-gone` })).toFailWith(
      'ExecutionDoesNotExist',
    );
    expect(await sfn.redriveExecution({ executionArn: failed.executionArn })).toSucceed();
  });
});
