import type { CleanUp } from './clean-up.js';
import { type Caller, succeeded } from './client.js';
import type { Clock } from './clock.js';
import type { Executions, Machine, Machines, Outcome, RunOptions, StartOptions } from './context.js';
import { shown, shownValue } from './judge/body.js';
import type { ExecutionDescription, HistoryEvent, Outputs } from './operations.js';
import type { Script } from './script.js';
import type { CaseTasks } from './tasks.js';
import { Breach } from './verdict.js';

const TERMINAL: ReadonlySet<string> = new Set(['SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED']);
/** Ten years: what a virtual clock may be moved by for one execution. */
const LONGEST_VIRTUAL_MS = 10 * 365 * 24 * 3600 * 1000;
const MOST_PAGES = 1_000;

export interface ExecutionParts {
  readonly caller: Caller;
  readonly undo: Caller;
  readonly cleanUp: CleanUp;
  readonly clock: Clock;
  readonly clockKind: 'real' | 'virtual';
  readonly settleMs: number;
  readonly machines: Machines;
  readonly tasks: CaseTasks;
}

/** Executions of one case. */
export class CaseExecutions implements Executions {
  private readonly open = new Set<string>();
  private stopped = false;

  constructor(private readonly parts: ExecutionParts) {}

  /** Whether one of them did not end by itself. */
  get wereCutShort(): boolean {
    return this.stopped || this.open.size > 0;
  }

  async start(
    machine: Machine | string,
    options: StartOptions = {},
  ): Promise<{ executionArn: string; startDate: number }> {
    // A target that can't name an execution breaks one statement. No other case leans on it.
    const { input, name = this.parts.machines.freshName() } = options;
    const exchange = await this.call<Outputs['StartExecution']>('StartExecution', {
      stateMachineArn: typeof machine === 'string' ? machine : machine.arn,
      name,
      ...(input === undefined ? {} : { input: typeof input === 'string' ? input : JSON.stringify(input) }),
    });
    const { executionArn, startDate } = succeeded(exchange, ['executionArn']);
    this.stopLater(executionArn);
    return { executionArn, startDate };
  }

  async finish(executionArn: string, options: { readonly withinMs?: number } = {}): Promise<ExecutionDescription> {
    const { clock, tasks, clockKind, settleMs } = this.parts;
    const withinMs = options.withinMs ?? (clockKind === 'virtual' ? LONGEST_VIRTUAL_MS : settleMs);
    let description: ExecutionDescription | undefined;
    const ended = await clock.poll(async () => {
      tasks.rethrow();
      const exchange = await this.call<ExecutionDescription>('DescribeExecution', { executionArn });
      description = succeeded(exchange, ['status']);
      return TERMINAL.has(description.status) ? description : undefined;
    }, withinMs);
    switch (ended.kind) {
      case 'found':
        this.open.delete(executionArn);
        return ended.value;
      case 'idle':
        throw endless(`${description?.status}, and nothing is left to wait for`);
      case 'late':
        throw endless(`still ${description?.status} after ${withinMs} ms`);
    }
  }

  async history(executionArn: string, options: { readonly maxResults?: number } = {}): Promise<HistoryEvent[]> {
    const events: HistoryEvent[] = [];
    const maxResults = options.maxResults ?? 1_000;
    let nextToken: string | undefined;
    for (let page = 0; page < MOST_PAGES; page++) {
      const exchange = await this.call<Outputs['GetExecutionHistory']>('GetExecutionHistory', {
        executionArn,
        maxResults,
        ...(nextToken === undefined ? {} : { nextToken }),
      });
      const { output } = exchange;
      if (!Array.isArray(output.events)) {
        throw new Breach({
          reason: `GetExecutionHistory answers without events: ${shownValue(output.events)}`,
          expected: 'GetExecutionHistory answers with events, a list',
          actual: shownValue(output.events),
          exchange: exchange.index,
        });
      }
      events.push(...output.events);
      if (typeof output.nextToken !== 'string' || output.nextToken === '') return events;
      nextToken = output.nextToken;
    }
    throw new Breach({
      reason: `GetExecutionHistory has no last page: ${MOST_PAGES} pages were read.`,
      expected: 'a last page, without nextToken',
      actual: `${MOST_PAGES} pages of ${events.length} events in all, each with a nextToken`,
    });
  }

  async run(machine: Machine | object | string, options: RunOptions = {}): Promise<Outcome> {
    const { executionArn } = await this.start(await this.machineOf(machine, options.tasks), options);
    const description = await this.finish(
      executionArn,
      options.withinMs === undefined ? {} : { withinMs: options.withinMs },
    );
    const history = await this.history(executionArn);
    return {
      executionArn,
      status: description.status,
      output: outputOf(description),
      error: description.error,
      cause: description.cause,
      history,
      description,
    };
  }

  /** The machine's ARN, or the machine itself: a definition is created first. */
  private async machineOf(
    machine: Machine | object | string,
    scripts: Readonly<Record<string, Script>> | undefined,
  ): Promise<Machine | string> {
    if (scripts === undefined) {
      if (isMachine(machine)) return machine;
      if (typeof machine === 'string' && machine.startsWith('arn:')) return machine;
      return await this.parts.machines.create(machine);
    }
    const text = isMachine(machine)
      ? machine.definition
      : typeof machine === 'string'
        ? machine
        : JSON.stringify(machine);
    return await this.parts.machines.create(await this.parts.tasks.fillIn(text, scripts));
  }

  private async call<Output>(operation: string, input: object) {
    return await this.parts.caller.call<Output>(operation, input, 'case');
  }

  private stopLater(executionArn: string): void {
    this.open.add(executionArn);
    this.parts.cleanUp.add(`execution ${executionArn}`, async () => {
      if (!this.open.delete(executionArn)) return;
      this.stopped = true;
      await this.parts.undo.call('StopExecution', { executionArn }, 'cleanup');
    });
  }
}

function isMachine(machine: Machine | object | string): machine is Machine {
  return typeof machine === 'object' && 'arn' in machine && 'definition' in machine;
}

function endless(actual: string): Breach {
  return new Breach({ reason: `The execution does not end: it is ${actual}.`, expected: 'the execution ends', actual });
}

function outputOf(description: ExecutionDescription): unknown {
  const output: unknown = description.output;
  if (output === undefined || output === null) return undefined;
  try {
    if (typeof output === 'string') return JSON.parse(output);
  } catch {
    // Told below, like an output that is no text at all.
  }
  throw new Breach({
    reason: `The output of the execution is no JSON text: ${shown(shownValue(output))}`,
    expected: "the execution's output, as JSON text",
    actual: shownValue(output),
  });
}
