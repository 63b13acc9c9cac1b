import type { Json, JsonObject } from '../../arbitraries/json.js';
import type { Machine } from '../../arbitraries/machine.js';
import type { MachineOptions } from '../../arbitraries/options.js';
import type { Outcome, QueryLanguage, TaskScript } from '../../arbitraries/recipe.js';
import type { RunEvent, RunResult } from '../../arbitraries/relations/index.js';
import {
  type CaseContext,
  type CaseTarget,
  fail,
  heartbeats,
  late,
  never,
  reply,
  type Step,
  succeed,
} from '../../harness/index.js';
import { Breach } from '../../harness/verdict.js';

/** What generated machines may hold for a target: what it has, and no more time than it takes. */
export function optionsFor(target: CaseTarget): MachineOptions {
  const modern = target.edition === 'current';
  const languages: readonly QueryLanguage[] = modern && target.has('jsonata') ? ['JSONPath', 'JSONata'] : ['JSONPath'];
  const real = target.clock.kind === 'real';
  return {
    edition: modern ? 'current' : '2017-03-30',
    languages,
    tasks: target.has('activities') ? ['activity'] : target.has('lambda-tasks') ? ['lambda'] : [],
    variables: modern && target.has('jsonata'),
    steps: [
      'pass',
      'task',
      'wait',
      'choice',
      'parallel',
      'succeed',
      'fail',
      ...(modern && target.has('map') ? (['map'] as const) : []),
      ...(modern && target.has('jsonata') ? (['repeat'] as const) : []),
    ],
    races: false,
    chance: false,
    size: 8,
    ...(real && { longest: 1 }),
  };
}

/** A run on the target, and the machine as the target was given it. */
export interface TargetRun extends RunResult {
  readonly machine: Machine;
  readonly executionArn: string;
  readonly stateMachineArn: string;
  /** The ARN that the machine has for a task, by the one that the target has for it. */
  readonly ownArns: ReadonlyMap<string, string>;
}

/** The result as if the target had known the tasks by the machine's own names: so two runs can be compared. */
export function inOwnNames({ status, output, error, cause, elapsedMs, history, ownArns }: TargetRun): RunResult {
  const own = <Value>(value: Value): Value => {
    if (value === undefined || ownArns.size === 0) return value;
    let text = JSON.stringify(value);
    // The longest first: one ARN may begin as another does.
    const longestFirst = [...ownArns].sort(([one], [other]) => other.length - one.length);
    for (const [target, arn] of longestFirst) text = text.replaceAll(target, arn);
    return JSON.parse(text) as Value;
  };
  return { status, output: own(output), error, cause: own(cause), elapsedMs, history: own(history) };
}

/** A task of the target that does what the run says that has it now. */
interface Carrier {
  readonly arn: string;
  follow: (input: unknown) => Step;
}

/** A carrier takes this many attempts in all. */
const MOST_ATTEMPTS = 5_000;
/** How much longer than a reference a run may take on a real clock, milliseconds. */
const PATIENCE_MS = 20_000;

/** Runs machines on the target of a case. Tasks are carried by activities that are used again, or by functions. */
export class TargetRuns {
  private readonly free: Carrier[] = [];

  constructor(private readonly context: CaseContext) {}

  /** @param expectedMs how long the run should take, where that is known */
  async run(machine: Machine, expectedMs = 0): Promise<TargetRun> {
    const carriers = new Map<string, Carrier>();
    for (const arn of Object.keys(machine.tasks)) carriers.set(arn, await this.carrier());
    const carried = withCarriers(machine, carriers);
    for (const [arn, carrier] of carriers) carrier.follow = following(machine.tasks[arn]!);
    const ownArns = new Map([...carriers].map(([arn, carrier]) => [carrier.arn, arn]));
    const run = { ...(await this.execute(carried, expectedMs)), ownArns };
    // What is left of a run that ended early may still be at work: its carriers are not used again.
    if (run.status === 'SUCCEEDED') this.free.push(...carriers.values());
    return run;
  }

  /** Makes new carriers from now on. */
  renew(): void {
    this.free.length = 0;
  }

  private async carrier(): Promise<Carrier> {
    const used = this.free.pop();
    if (used !== undefined) return used;
    const { tasks, target } = this.context;
    const carrier = { arn: '', follow: (): Step => never() };
    const step = reply((input) => (carrier as Carrier).follow(input));
    const script = Array.from({ length: MOST_ATTEMPTS }, () => step);
    carrier.arn = await (target.has('activities') ? tasks.activity(script) : tasks.lambda(script));
    return carrier;
  }

  private async execute(machine: Machine, expectedMs: number): Promise<Omit<TargetRun, 'ownArns'>> {
    const { machines, executions, target } = this.context;
    let created: { readonly arn: string };
    try {
      created = await machines.create(machine.definition);
    } catch (error) {
      if (!(error instanceof Breach)) throw error;
      return refused(machine, error);
    }
    const stateMachineArn = created.arn;
    const { executionArn } = await executions.start(stateMachineArn, { input: JSON.stringify(machine.input) });
    const limit = target.clock.kind === 'real' ? { withinMs: expectedMs + PATIENCE_MS } : {};
    let ended = true;
    try {
      await executions.finish(executionArn, limit);
    } catch (error) {
      if (!(error instanceof Breach)) throw error;
      ended = false;
    }
    const description = (await this.context.sfn.describeExecution({ executionArn })).output;
    const history = await executions.history(executionArn);
    const { status, error, cause, startDate, stopDate } = description;
    const failure = history.at(-1)?.executionFailedEventDetails ?? { error: undefined, cause: undefined };
    return {
      machine,
      executionArn,
      stateMachineArn,
      status: ended ? status : 'RUNNING',
      output: parsed(description.output),
      // The first edition describes no error: there the last event alone tells it.
      error: error ?? failure.error,
      cause: cause ?? failure.cause,
      elapsedMs: ended ? Math.round((stopDate - startDate) * 1000) : Number.POSITIVE_INFINITY,
      history: history as unknown as readonly RunEvent[],
    };
  }
}

/** A machine that was not even created: the relations compare that, too. */
function refused(machine: Machine, { actual }: Breach): Omit<TargetRun, 'ownArns'> {
  const nothing = { executionArn: '', stateMachineArn: '', output: undefined, elapsedMs: 0, history: [] };
  return { ...nothing, machine, status: 'REFUSED', error: 'refused', cause: actual };
}

function parsed(text: unknown): Json | undefined {
  if (typeof text !== 'string') return undefined;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return { 'no JSON': text };
  }
}

function withCarriers(machine: Machine, carriers: ReadonlyMap<string, Carrier>): Machine {
  let text = JSON.stringify(machine.definition);
  const tasks: Record<string, TaskScript> = {};
  for (const [arn, carrier] of carriers) {
    text = text.replaceAll(JSON.stringify(arn), JSON.stringify(carrier.arn));
    tasks[carrier.arn] = machine.tasks[arn]!;
  }
  return { ...machine, definition: JSON.parse(text) as JsonObject, tasks };
}

/** Follows a script: attempts are counted for each input, and the last outcome is that of all that follow. */
function following(script: TaskScript): (input: unknown) => Step {
  const attempts = new Map<string, number>();
  return (input) => {
    const key = JSON.stringify(input);
    const attempt = attempts.get(key) ?? 0;
    attempts.set(key, attempt + 1);
    return stepOf(script[Math.min(attempt, script.length - 1)]!);
  };
}

function stepOf(outcome: Outcome): Step {
  switch (outcome.outcome) {
    case 'ok':
      return succeed(outcome.output);
    case 'error':
      return fail(outcome.error, outcome.cause);
    case 'timeout':
      return never();
    case 'gap':
      return outcome.beats === 0 ? never() : heartbeats(1, outcome.beats, never());
    case 'late':
      return late(outcome.seconds, stepOf(outcome.then));
    case 'beats':
      return heartbeats(1, outcome.beats, stepOf(outcome.then));
  }
}
