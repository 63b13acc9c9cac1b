import type { JsonObject } from '../../arbitraries/json.js';
import type { Machine } from '../../arbitraries/machine.js';
import type { TaskScript } from '../../arbitraries/recipe.js';
import type { RunResult } from '../../arbitraries/relations/relation.js';
import { Doc } from '../../engine/asl/doc.js';
import type { Language } from '../../engine/asl/index.js';
import {
  compile,
  type Execution,
  type ExecutionParams,
  type Rules,
  startExecution,
} from '../../engine/execution/index.js';
import { ScriptedHost } from './scripted-host.js';

/** What of the engine is another than the reference: seeded faults. */
export interface Overrides {
  readonly language?: Language;
  readonly rules?: Partial<Rules>;
}

/** Names that show up in histories, when they must be those of a run elsewhere. */
export interface Identity {
  readonly executionArn: string;
  readonly stateMachineArn: string;
  readonly roleArn: string;
}

const REGION = 'us-east-1';
const ACCOUNT = '123456789012';
const usual: Identity = {
  executionArn: `arn:aws:states:${REGION}:${ACCOUNT}:execution:machine:run`,
  stateMachineArn: `arn:aws:states:${REGION}:${ACCOUNT}:stateMachine:machine`,
  roleArn: `arn:aws:iam::${ACCOUNT}:role/role`,
};

/** An execution that takes more steps than this does not end: it is left as it is. */
const MOST_STEPS = 20_000;

const lastPart = (arn: string): string => arn.slice(arn.lastIndexOf(':') + 1);

function paramsOf({ executionArn, stateMachineArn, roleArn }: Identity, input: Doc): ExecutionParams {
  return {
    arn: executionArn,
    name: lastPart(executionArn),
    stateMachineArn,
    stateMachineName: lastPart(stateMachineArn),
    roleArn,
    input,
    type: 'STANDARD',
  };
}

/** Runs a machine on the engine's execution core, in this process, to its end. */
export function execute(machine: Machine, overrides: Overrides = {}, identity: Identity = usual): Execution {
  return begin(machine, overrides, identity).execution;
}

/** The same; also what each task did, in the order in which it was asked. */
export function run(
  machine: Machine,
  overrides: Overrides = {},
  identity: Identity = usual,
): RunResult & { readonly attempts: Readonly<Record<string, TaskScript>> } {
  const { execution, host } = begin(machine, overrides, identity);
  const { status, output, error, cause, elapsedMs, history } = resultOf(execution);
  return { status, output, error, cause, elapsedMs, history, attempts: host.done };
}

function begin(
  machine: Machine,
  overrides: Overrides,
  identity: Identity,
): { readonly execution: Execution; readonly host: ScriptedHost } {
  const { edition, definition, input, tasks } = machine;
  const program = compile(definition as JsonObject, { edition, ...overrides });
  const host = new ScriptedHost(tasks);
  const execution = startExecution(program, paramsOf(identity, Doc.of(input)), host);
  for (let step = 0; execution.status === 'RUNNING' && host.clock.advanceToNext(); step++) {
    if (step > MOST_STEPS) break;
  }
  return { execution, host };
}

/** What became of an execution, as it is compared. */
export function resultOf(execution: Execution): RunResult {
  const { status, output, error, cause, startDate, stopDate, history } = execution;
  return {
    status,
    output: output?.value,
    error,
    cause,
    elapsedMs: (stopDate ?? startDate) - startDate,
    history: history.page(0, history.length) as unknown as RunResult['history'],
  };
}
