import { type CaseContext, describe, expect, fail, restsOn, type Step, succeed, test } from '../../harness/index.js';
import { echo, failWith, task, waitFor } from '../definitions.js';
import { parsed } from '../parsed.js';

/** An execution that failed, of a state that does nothing else. */
const failed = ({ executions }: CaseContext) =>
  restsOn('asl:Fail/ends', async () => {
    const outcome = await executions.run(failWith('Broken', 'on purpose'));
    expect(outcome.status).toBe('FAILED');
    return outcome;
  });

/** An open execution that has come to its Wait state: one that is stopped at once may not have. */
async function waiting({ machines, executions, clock, sfn }: CaseContext): Promise<string> {
  const { executionArn } = await executions.start(await machines.create(waitFor(60)));
  const entered = async () => {
    const { events } = (await sfn.getExecutionHistory({ executionArn })).output;
    return events.some(({ type }) => type === 'WaitStateEntered');
  };
  await clock.until(entered, { what: 'the Wait state is entered' });
  return executionArn;
}

describe('DescribeExecution', () => {
  test('shows an open execution', {
    cites: [
      'sfn:DescribeExecution/behaviour/running',
      'sfn:DescribeExecution/response/executionArn/type',
      'sfn:DescribeExecution/response/stateMachineArn/type',
      'sfn:DescribeExecution/response/name/type',
      'sfn:DescribeExecution/response/status/enum',
      'sfn:DescribeExecution/response/startDate/type',
      'sfn:DescribeExecution/response/input/type',
    ],
  }, async ({ sfn, machines, executions }) => {
    const machine = await machines.create(waitFor(60));
    const name = machines.freshName();
    const input = '{"n":1}';
    const { executionArn, startDate } = await executions.start(machine, { name, input });

    const described = (await sfn.describeExecution({ executionArn })).output;

    expect(described).toMatchObject({
      executionArn,
      stateMachineArn: machine.arn,
      name,
      status: 'RUNNING',
      startDate,
      input,
    });
    expect(described).not.toHaveProperty('stopDate');
    expect(described).not.toHaveProperty('output');
  });

  test('shows the input character for character', {
    cites: ['sfn:DescribeExecution/behaviour/input-as-sent'],
  }, async ({ sfn, machines, executions }) => {
    const input = '{ "spaced":\t[1,  2.0] }';
    const { executionArn } = await executions.start(await machines.create(waitFor(60)), { input });
    expect((await sfn.describeExecution({ executionArn })).output.input).toBe(input);
  });

  test('shows an execution that succeeded', {
    cites: [
      'sfn:DescribeExecution/behaviour/succeeded',
      'sfn:DescribeExecution/response/output/type',
      'sfn:DescribeExecution/response/stopDate/type',
    ],
  }, async ({ executions }) => {
    const { description } = await executions.run(echo(), { input: { n: 1 } });

    expect(description.status).toBe('SUCCEEDED');
    expect(parsed(description.output, 'the output')).toEqual({ n: 1 });
    expect(description.stopDate).toBeTypeOf('number');
    expect(description.stopDate).toBeGreaterThanOrEqual(description.startDate);
  });

  test('shows no output of an execution that did not succeed', {
    cites: ['sfn:DescribeExecution/behaviour/failed-has-no-output'],
  }, async ({ sfn, machines, executions }) => {
    const { executionArn } = await executions.start(await machines.create(waitFor(60)));
    expect(await sfn.stopExecution({ executionArn })).toSucceed();
    expect(await executions.finish(executionArn)).not.toHaveProperty('output');
    const succeeded = await executions.run(echo());
    expect(succeeded.description).toHaveProperty('output');
  });

  test('shows no output of an execution whose task failed', {
    cites: ['sfn:DescribeExecution/behaviour/failed-has-no-output'],
    requires: ['activity-workers'],
  }, async ({ executions }) => {
    const run = async (step: Step) => {
      const { description } = await executions.run(task('task:work'), { input: { n: 1 }, tasks: { work: [step] } });
      return description;
    };
    expect(await run(fail('Jammed', 'tray 2'))).not.toHaveProperty('output');
    expect(await run(succeed('done'))).toHaveProperty('output');
  });

  test('shows the error and cause of an execution that failed', {
    cites: ['sfn:DescribeExecution/behaviour/error-and-cause'],
    editions: ['current'],
  }, async (context) => {
    const { description } = await failed(context);
    expect(description.error).toBe('Broken');
    expect(description.cause).toBe('on purpose');
  });

  test('agrees with the end of the history', {
    cites: ['sfn:DescribeExecution/behaviour/agrees-with-history', 'history:agrees-with-describe'],
  }, async ({ executions }) => {
    const { description, history } = await executions.run(echo(), { input: { n: 1 } });
    const last = history.at(-1)!;
    expect(last.type).toBe('ExecutionSucceeded');
    expect(description.status).toBe('SUCCEEDED');
    expect(parsed(description.output, 'the output')).toEqual(
      parsed(last.executionSucceededEventDetails.output, 'the output of the event'),
    );
    expect(parsed(description.output, 'the output')).toEqual({ n: 1 });
  });

  test('agrees with the end of the history of an execution that failed', {
    cites: ['sfn:DescribeExecution/behaviour/agrees-with-history', 'history:agrees-with-describe'],
    editions: ['current'],
  }, async (context) => {
    const { description, history } = await failed(context);
    const last = history.at(-1)!;
    expect(last.type).toBe('ExecutionFailed');
    const { error, cause } = last.executionFailedEventDetails;
    expect({ error, cause }).toEqual({ error: 'Broken', cause: 'on purpose' });
    const { status, error: described, cause: why } = description;
    expect({ status, error: described, cause: why }).toEqual({ status: 'FAILED', error, cause });
  });

  test('refuses the ARN of no execution', {
    cites: ['sfn:DescribeExecution/error/ExecutionDoesNotExist', 'sfn:behaviour/well-formed-unknown-arn'],
  }, async ({ sfn, machines, executions }) => {
    const { executionArn } = await executions.start(await machines.create(waitFor(60)));
    expect(await sfn.describeExecution({ executionArn: `${executionArn}-gone` })).toFailWith('ExecutionDoesNotExist');
    expect(await sfn.describeExecution({ executionArn })).toSucceed();
  });

  test('refuses what is no ARN', {
    cites: ['sfn:DescribeExecution/error/InvalidArn', 'sfn:behaviour/not-an-arn'],
  }, async ({ sfn, machines, executions }) => {
    const { executionArn } = await executions.start(await machines.create(waitFor(60)));
    expect(await sfn.describeExecution({ executionArn: 'execution' })).toFailWith('InvalidArn');
    expect(await sfn.describeExecution({ executionArn })).toSucceed();
  });
});

describe('StopExecution', () => {
  test('aborts an open execution, and its history says why', {
    cites: [
      'sfn:StopExecution/behaviour/aborts',
      'sfn:StopExecution/behaviour/error-and-cause-in-history',
      'sfn:StopExecution/behaviour/interrupted-state-is-not-exited',
      'sfn:ExecutionAbortedEventDetails/error/type',
      'sfn:ExecutionAbortedEventDetails/cause/type',
    ],
  }, async (context) => {
    const { sfn, executions } = context;
    const executionArn = await waiting(context);

    expect(await sfn.stopExecution({ executionArn, error: 'Enough', cause: 'the case is over' })).toSucceed();

    expect((await executions.finish(executionArn)).status).toBe('ABORTED');
    const history = await executions.history(executionArn);
    expect(history.map((event) => event.type)).toEqual(['ExecutionStarted', 'WaitStateEntered', 'ExecutionAborted']);
    expect(history.at(-1)!.executionAbortedEventDetails).toMatchObject({ error: 'Enough', cause: 'the case is over' });
  });

  test('needs neither error nor cause', {
    cites: ['sfn:StopExecution/behaviour/aborts'],
  }, async ({ sfn, machines, executions }) => {
    const { executionArn } = await executions.start(await machines.create(waitFor(60)));
    expect(await sfn.stopExecution({ executionArn })).toSucceed();
    const description = await executions.finish(executionArn);
    expect(description.status).toBe('ABORTED');
    expect(description).not.toHaveProperty('output');
  });

  test('aborts an execution that a worker has the task of', {
    cites: ['sfn:StopExecution/behaviour/aborts'],
    requires: ['activity-workers'],
  }, async ({ sfn, activities, machines, executions }) => {
    const activity = await activities.create();
    const { executionArn } = await executions.start(await machines.create(task(activity.arn)));
    const { taskToken } = (await sfn.getActivityTask({ activityArn: activity.arn })).output;
    expect(taskToken, 'the token of the task').toBeTypeOf('string');
    expect(await sfn.stopExecution({ executionArn })).toSucceed();
    expect((await executions.finish(executionArn)).status).toBe('ABORTED');
  });

  test('returns the stop date that DescribeExecution shows', {
    cites: ['sfn:StopExecution/behaviour/stop-date-agrees', 'sfn:StopExecution/response/stopDate/type'],
  }, async ({ sfn, machines, executions }) => {
    const { executionArn } = await executions.start(await machines.create(waitFor(60)));
    const { stopDate } = (await sfn.stopExecution({ executionArn })).output;
    expect(stopDate).toBeTypeOf('number');
    const described = await executions.finish(executionArn);
    // The two are one instant. How exactly they are told, nobody says: one may be cut to the second, or read from a clock again.
    const isCut = Number.isInteger(stopDate) || Number.isInteger(described.stopDate);
    expect(Math.abs(described.stopDate - stopDate)).toBeLessThan(isCut ? 1 : 0.05);
    expect(described.status).toBe('ABORTED');
  });

  test('refuses the ARN of no execution', {
    cites: ['sfn:StopExecution/error/ExecutionDoesNotExist', 'sfn:behaviour/well-formed-unknown-arn'],
  }, async ({ sfn, machines, executions }) => {
    const { executionArn } = await executions.start(await machines.create(waitFor(60)));
    expect(await sfn.stopExecution({ executionArn: `${executionArn}-gone` })).toFailWith('ExecutionDoesNotExist');
    expect(await sfn.stopExecution({ executionArn })).toSucceed();
  });

  test('refuses what is no ARN', {
    cites: ['sfn:StopExecution/error/InvalidArn', 'sfn:behaviour/not-an-arn'],
  }, async ({ sfn, machines, executions }) => {
    const { executionArn } = await executions.start(await machines.create(waitFor(60)));
    expect(await sfn.stopExecution({ executionArn: 'execution' })).toFailWith('InvalidArn');
    expect(await sfn.stopExecution({ executionArn })).toSucceed();
  });
});

describe('An execution that has ended', () => {
  test('keeps its status, output and stop date', {
    cites: ['sfn:Execution/behaviour/terminal-is-final'],
  }, async ({ sfn, executions, clock }) => {
    const { executionArn, description } = await executions.run(echo(), { input: { n: 1 } });
    // Whether stopping it now is refused is not documented (A23); that it changes nothing is.
    await sfn.stopExecution({ executionArn, error: 'Late' });
    await clock.sleep(50);

    const again = (await sfn.describeExecution({ executionArn })).output;
    expect(again.status).toBe('SUCCEEDED');
    expect(again.output).toBe(description.output);
    expect(parsed(again.output, 'the output')).toEqual({ n: 1 });
    expect(again.stopDate).toBe(description.stopDate);
  });
});

describe('An execution that was stopped', () => {
  test('stays so, also when what it was doing would have ended', {
    cites: ['sfn:Execution/behaviour/terminal-is-final', 'sfn:StopExecution/behaviour/aborts'],
  }, async ({ sfn, machines, executions, clock }) => {
    const { executionArn } = await executions.start(await machines.create(waitFor(2)));
    expect(await sfn.stopExecution({ executionArn })).toSucceed();
    const stopped = await executions.finish(executionArn);
    expect(stopped.status).toBe('ABORTED');

    await clock.sleep(4_000);

    const again = (await sfn.describeExecution({ executionArn })).output;
    expect(again).toMatchObject({ status: 'ABORTED', stopDate: stopped.stopDate });
    expect(again).not.toHaveProperty('output');
  });
});

describe('GetExecutionHistory', () => {
  test('lists the events from the first to the last', {
    cites: [
      'sfn:GetExecutionHistory/behaviour/ascending',
      'history:ids',
      'history:first-is-started',
      'history:second-points-at-zero',
      'history:one-terminal-event-last',
      'sfn:HistoryEvent/id/type',
      'sfn:HistoryEvent/previousEventId/type',
      'sfn:HistoryEvent/timestamp/type',
      'sfn:HistoryEvent/type/enum',
    ],
  }, async ({ executions }) => {
    const { history } = await executions.run(echo(), { input: { n: 1 } });

    expect(history.map((event) => event.id)).toEqual([1, 2, 3, 4]);
    expect(history.map((event) => event.type)).toEqual([
      'ExecutionStarted',
      'PassStateEntered',
      'PassStateExited',
      'ExecutionSucceeded',
    ]);
    await restsOn('history:second-points-at-zero', () => {
      expect(history.map((event) => event.previousEventId)).toEqual([0, 0, 2, 3]);
    });
  });

  test('carries input and output with the events', {
    cites: [
      'history:first-entry-has-the-input',
      'history:success-output-is-the-exits',
      'sfn:ExecutionStartedEventDetails/input/type',
      'sfn:StateEnteredEventDetails/name/type',
      'sfn:StateEnteredEventDetails/input/type',
      'sfn:StateExitedEventDetails/name/type',
      'sfn:StateExitedEventDetails/output/type',
      'sfn:ExecutionSucceededEventDetails/output/type',
    ],
  }, async ({ executions }) => {
    const { history } = await executions.run(echo(), { input: '{"n":1}' });
    const [started, entered, exited, succeeded] = history;

    expect(entered!.stateEnteredEventDetails).toMatchObject({ name: 'Echo' });
    expect(exited!.stateExitedEventDetails).toMatchObject({ name: 'Echo' });
    const data = [
      started!.executionStartedEventDetails.input,
      entered!.stateEnteredEventDetails.input,
      exited!.stateExitedEventDetails.output,
      succeeded!.executionSucceededEventDetails.output,
    ];
    expect(data.map((text) => parsed(text, 'input or output'))).toEqual([{ n: 1 }, { n: 1 }, { n: 1 }, { n: 1 }]);
  });

  test('names the role with the first event', {
    cites: ['history:started-has-the-role', 'sfn:ExecutionStartedEventDetails/roleArn/type'],
  }, async ({ executions, machines }) => {
    const { history } = await executions.run(echo());
    expect(history[0]!.executionStartedEventDetails).toMatchObject({ roleArn: machines.roleArn });
  });

  test('lists the same events backwards in reverse order', {
    cites: ['sfn:GetExecutionHistory/behaviour/reverse-order'],
  }, async ({ sfn, executions }) => {
    const { executionArn, history } = await executions.run(echo(), { input: { n: 1 } });
    const reversed = (await sfn.getExecutionHistory({ executionArn, reverseOrder: true })).output.events;
    expect(reversed).toEqual([...history].reverse());
    expect(reversed.map((event) => event.id)).toEqual([4, 3, 2, 1]);
  });

  test('refuses the ARN of no execution', {
    cites: ['sfn:GetExecutionHistory/error/ExecutionDoesNotExist', 'sfn:behaviour/well-formed-unknown-arn'],
  }, async ({ sfn, executions }) => {
    const { executionArn } = await executions.run(echo());
    expect(await sfn.getExecutionHistory({ executionArn: `${executionArn}-gone` })).toFailWith('ExecutionDoesNotExist');
    expect(await sfn.getExecutionHistory({ executionArn })).toSucceed();
  });

  test('refuses what is no ARN', {
    cites: ['sfn:GetExecutionHistory/error/InvalidArn', 'sfn:behaviour/not-an-arn'],
  }, async ({ sfn, executions }) => {
    const { executionArn } = await executions.run(echo());
    expect(await sfn.getExecutionHistory({ executionArn: 'execution' })).toFailWith('InvalidArn');
    expect(await sfn.getExecutionHistory({ executionArn })).toSucceed();
  });
});
