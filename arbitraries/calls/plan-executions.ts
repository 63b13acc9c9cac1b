import type { ModelExecution } from './model.js';
import { answer, NAMES, type Planner, type Planning, ref, refusal } from './planning.js';
import type { CallKind } from './recipe.js';

function start(planning: Planning, of: number, by: number): void {
  const { model } = planning;
  const machine = planning.pick(model.machines.length, of);
  const known = model.machines[machine];
  if (known === undefined || !known.exists) {
    if (known !== undefined) return;
    const input = { stateMachineArn: ref('machine', -1), input: '{}' };
    planning.call('StartExecution', input, refusal('StateMachineDoesNotExist'), 'behaviour/well-formed-unknown-arn');
    return;
  }
  const name = by % 4 === 0 ? undefined : `e${by % NAMES}`;
  const previous = known.executions.find((index) => model.executions[index]!.name === name && name !== undefined);
  const again = previous !== undefined && by % 2 === 0;
  // Inputs differ, so that what is read tells what it is of, and a used name is never given its own input by chance.
  const isDefault = previous === undefined && by % 11 === 10;
  const text = again ? model.executions[previous]!.input : isDefault ? '{}' : `{"n":${planning.nextInput()}}`;
  const request = {
    stateMachineArn: ref('machine', machine),
    ...(name !== undefined && { name: { name } }),
    ...(!isDefault && { input: text }),
  };
  if (previous !== undefined) {
    const open = model.executions[previous]!.status === 'RUNNING';
    if (open && again) {
      const same = answer({ executionArn: ref('execution', previous) });
      planning.call('StartExecution', request, same, 'StartExecution/behaviour/idempotent-while-open');
    } else {
      const statement = open ? 'used-name-other-input' : 'used-name-closed';
      planning.call(
        'StartExecution',
        request,
        refusal('ExecutionAlreadyExists'),
        `StartExecution/behaviour/${statement}`,
      );
    }
    return;
  }
  // The name of an execution of a machine that is gone may still be remembered, or not.
  const gone = model.executions.some(
    (other) => other.name === name && name !== undefined && model.machines[other.machine]!.name === known.name,
  );
  if (gone) return;
  const index = model.start(machine, name, text);
  const settles = model.executions[index]!.status !== 'RUNNING';
  const started = answer({}, { present: ['startDate'] });
  planning.call('StartExecution', request, started, 'StartExecution/behaviour/arn-names-machine-and-execution', {
    keep: { as: ref('execution', index), member: 'executionArn' },
    ...(settles && { settle: ref('execution', index) }),
  });
}

/** An execution that is still kept: its machine was not deleted. */
function keptExecution(
  planning: Planning,
  of: number,
): { index: number; execution: ModelExecution | undefined } | undefined {
  const { model } = planning;
  const index = planning.pick(model.executions.length, of);
  const execution = model.executions[index];
  if (execution !== undefined && !model.machines[execution.machine]!.exists) return undefined;
  return { index, execution };
}

function describe(planning: Planning, of: number): void {
  const found = keptExecution(planning, of);
  if (found === undefined) return;
  const { index, execution } = found;
  const input = { executionArn: ref('execution', index) };
  if (execution === undefined) {
    planning.call('DescribeExecution', input, refusal('ExecutionDoesNotExist'), 'behaviour/well-formed-unknown-arn');
    return;
  }
  const { status, output, error, cause, name } = execution;
  const modern = planning.model.edition === 'current';
  const statement = {
    RUNNING: 'running',
    SUCCEEDED: 'succeeded',
    FAILED: 'failed-has-no-output',
    ABORTED: 'failed-has-no-output',
    TIMED_OUT: 'failed-has-no-output',
  }[status];
  const members = {
    executionArn: ref('execution', index),
    stateMachineArn: ref('machine', execution.machine),
    status,
    ...(name !== undefined && { name: { name } }),
    input: execution.input,
    ...(output !== undefined && { output: { json: output } }),
  };
  const absent = status === 'RUNNING' ? ['stopDate', 'output'] : status === 'SUCCEEDED' ? [] : ['output'];
  const present = ['startDate', ...(status === 'RUNNING' ? [] : ['stopDate'])];
  const about = `DescribeExecution/behaviour/${statement}`;
  planning.call('DescribeExecution', input, answer(members, { present, absent }), about);
  // The first edition describes no error.
  if (status !== 'FAILED' || !modern || (error === undefined && cause === undefined)) return;
  const why = { ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) };
  planning.call('DescribeExecution', input, answer(why), 'DescribeExecution/behaviour/error-and-cause');
}

function stop(planning: Planning, of: number, by: number): void {
  const found = keptExecution(planning, of);
  if (found === undefined) return;
  const { index, execution } = found;
  const input = {
    executionArn: ref('execution', index),
    ...(by % 2 === 1 && { error: 'Stopped', cause: `by ${by}` }),
  };
  if (execution === undefined) {
    planning.call('StopExecution', input, refusal('ExecutionDoesNotExist'), 'behaviour/well-formed-unknown-arn');
    return;
  }
  if (execution.status === 'RUNNING') {
    planning.model.end(index, 'ABORTED', by % 2 === 1 ? { error: 'Stopped', cause: `by ${by}` } : {});
  }
  planning.call('StopExecution', input, answer({}, { present: ['stopDate'] }), 'StopExecution/behaviour/aborts');
}

function history(planning: Planning, of: number): void {
  const found = keptExecution(planning, of);
  if (found === undefined) return;
  const { index, execution } = found;
  const input = { executionArn: ref('execution', index), reverseOrder: true, maxResults: 1 };
  if (execution === undefined) {
    planning.call('GetExecutionHistory', input, refusal('ExecutionDoesNotExist'), 'behaviour/well-formed-unknown-arn');
    return;
  }
  const last: Partial<Record<ModelExecution['status'], string>> = {
    SUCCEEDED: 'ExecutionSucceeded',
    FAILED: 'ExecutionFailed',
    ABORTED: 'ExecutionAborted',
    TIMED_OUT: 'ExecutionTimedOut',
  };
  const type = last[execution.status];
  if (type === undefined) return;
  planning.call(
    'GetExecutionHistory',
    input,
    answer({ events: [{ type }] }),
    'DescribeExecution/behaviour/agrees-with-history',
  );
  const { status, error, cause } = execution;
  if (status !== 'ABORTED' || error === undefined) return;
  planning.call(
    'GetExecutionHistory',
    input,
    answer({ events: [{ executionAbortedEventDetails: { error, ...(cause !== undefined && { cause }) } }] }),
    'StopExecution/behaviour/error-and-cause-in-history',
  );
}

function listExecutions(planning: Planning, of: number, by: number): void {
  const { model } = planning;
  const machine = planning.pick(model.machines.length, of);
  const known = model.machines[machine];
  if (known !== undefined && !known.exists) return;
  const statuses = [undefined, 'RUNNING', 'SUCCEEDED', 'FAILED', 'ABORTED', 'TIMED_OUT'] as const;
  const status = statuses[by % statuses.length];
  const pageSize = by % 7 < 3 ? { maxResults: 1 + (by % 3) } : {};
  const input = {
    stateMachineArn: ref('machine', machine),
    ...(status !== undefined && { statusFilter: status }),
    ...pageSize,
  };
  if (known === undefined) {
    planning.call('ListExecutions', input, refusal('StateMachineDoesNotExist'), 'behaviour/well-formed-unknown-arn');
    return;
  }
  const wanted = known.executions.filter((index) => status === undefined || model.executions[index]!.status === status);
  const items = wanted.toReversed().map((index) => ref('execution', index));
  const statement =
    'maxResults' in pageSize
      ? 'List/behaviour/pages-concatenate'
      : `ListExecutions/behaviour/${status === undefined ? 'of-the-machine' : 'status-filter'}`;
  planning.call(
    'ListExecutions',
    input,
    // Executions that start in the same millisecond come in either order on a clock that does not move.
    { kind: 'list', member: 'executions', key: 'executionArn', items, order: 'any' },
    statement,
  );
  if (items.length === 0) return;
  const each = wanted.toReversed().map((index) => {
    const execution = model.executions[index]!;
    return { status: execution.status, stateMachineArn: ref('machine', machine) };
  });
  planning.call(
    'ListExecutions',
    input,
    { kind: 'list', member: 'executions', key: 'executionArn', items, order: 'any', each },
    'ListExecutions/behaviour/agrees-with-describe',
  );
}

function advance(planning: Planning, _of: number, by: number): void {
  if (!planning.options.time) return;
  const seconds = 1 + (by % 4);
  planning.model.advance(seconds);
  planning.plan.push({ step: 'sleep', seconds });
}

export const executionsCalls = {
  start: start,
  describe: describe,
  stop: stop,
  history: history,
  'list-executions': listExecutions,
  advance: advance,
} satisfies Partial<Record<CallKind, Planner>>;
