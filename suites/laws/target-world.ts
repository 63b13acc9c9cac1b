import type { CallAnswer, Ref } from '../../arbitraries/calls/index.js';
import type { DurableWorld } from '../../arbitraries/durable/index.js';
import type { Json, JsonObject } from '../../arbitraries/json.js';
import type { Machine } from '../../arbitraries/machine.js';
import type { MachineOptions } from '../../arbitraries/options.js';
import type { Outcome, QueryLanguage, TaskScript } from '../../arbitraries/recipe.js';
import type { RunEvent } from '../../arbitraries/relations/index.js';
import type { CaseContext, CaseTarget } from '../../harness/context.js';
import { fail, heartbeats, late, never, reply, type Step, succeed } from '../../harness/script.js';
import type { Capability } from '../../harness/target.js';
import { Breach, Inconclusive } from '../../harness/verdict.js';
import { drawnWorld } from '../durable/drawn-world.js';
import { unknownRef } from './unknown-ref.js';
import { notRun, parsedOutput, type TargetRun, type World, withTaskArns } from './world.js';

/** What generated machines may hold for a target: what it has, and no more time than it takes. */
export function optionsFor(target: CaseTarget): MachineOptions {
  const modern = target.edition === 'current';
  const languages: readonly QueryLanguage[] = modern && target.has('jsonata') ? ['JSONPath', 'JSONata'] : ['JSONPath'];
  const real = target.clock.kind === 'real';
  return {
    edition: modern ? 'current' : '2017-03-30',
    languages,
    tasks: target.has('activity-workers') ? ['activity'] : target.has('lambda-tasks') ? ['lambda'] : [],
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
    ...(real && { longest: 1, margin: MARGIN_S }),
  };
}

/** What a round trip to a target may take, seconds: a heartbeat and its answer. */
const MARGIN_S = 3;

/** A task of the target that does what the run says that has it now. */
interface Carrier {
  readonly arn: string;
  follow: (input: unknown) => Step;
}

/** A carrier takes this many attempts in all. */
const MOST_ATTEMPTS = 5_000;
/** How much longer than a reference a run may take on a real clock, milliseconds. */
const PATIENCE_MS = 20_000;

/** The target of a case. Tasks are carried by activities that are used again, or by functions. */
export class TargetWorld implements World {
  readonly edition: string;
  readonly clock: 'virtual' | 'real';
  readonly roleArn: string;
  readonly machines: MachineOptions;
  private readonly free: Carrier[] = [];
  private readonly started: string[] = [];

  constructor(private readonly context: CaseContext) {
    const { target, machines } = context;
    this.edition = target.edition;
    this.clock = target.clock.kind;
    this.roleArn = machines.roleArn;
    this.machines = optionsFor(target);
  }

  has(capability: Capability): boolean {
    return this.context.target.has(capability);
  }

  async run(machine: Machine, expectedMs = 0): Promise<TargetRun> {
    const carriers = new Map<string, Carrier>();
    for (const arn of Object.keys(machine.tasks)) carriers.set(arn, await this.carrier());
    const carried = withTaskArns(machine, new Map([...carriers].map(([own, { arn }]) => [own, arn])));
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
    carrier.arn = await (target.has('activity-workers') ? tasks.activity(script) : tasks.lambda(script));
    return carrier;
  }

  private async execute(machine: Machine, expectedMs: number): Promise<Omit<TargetRun, 'ownArns'>> {
    const { machines, executions } = this.context;
    const limit = this.clock === 'real' ? { withinMs: expectedMs + PATIENCE_MS } : {};
    const created = await again(() => machines.create(machine.definition));
    if (created instanceof Breach) return notRun(machine, 'REFUSED', created.actual);
    const started = await again(() => executions.start(created.arn, { input: JSON.stringify(machine.input) }));
    if (started instanceof Breach) return notRun(machine, 'NOT STARTED', started.actual);
    const { executionArn } = started;
    const ended = await caught(() => executions.finish(executionArn, limit));
    const described = await caught(
      async () => (await this.context.sfn.describeExecution({ executionArn })).output as unknown as JsonObject,
    );
    const description = described instanceof Breach ? {} : described;
    const read = await caught(() => executions.history(executionArn));
    const history = read instanceof Breach ? [] : read;
    const { status, error, cause, startDate, stopDate, output } = description;
    const failure = history.at(-1)?.executionFailedEventDetails ?? { error: undefined, cause: undefined };
    const isOver = !(ended instanceof Breach) && typeof status === 'string';
    return {
      machine,
      executionArn,
      stateMachineArn: created.arn,
      status: isOver ? status : 'RUNNING',
      output: parsedOutput(output),
      // The first edition describes no error: there the last event alone tells it.
      error: textOf(error) ?? failure.error,
      cause: textOf(cause) ?? failure.cause,
      elapsedMs: isOver ? Math.round((Number(stopDate) - Number(startDate)) * 1000) : Number.POSITIVE_INFINITY,
      history: history as unknown as readonly RunEvent[],
    };
  }

  async call(operation: string, input: JsonObject): Promise<CallAnswer> {
    const { sfn } = this.context;
    const exchange = await sfn.call(operation, input);
    if (exchange.error !== undefined) return { kind: 'refusal', error: exchange.error.type };
    const output = await caught(async () => exchange.output as JsonObject);
    if (output instanceof Breach) return { kind: 'refusal', error: 'an answer that is no JSON object' };
    if (operation === 'StartExecution') this.started.push(String(output.executionArn));
    return { kind: 'success', output };
  }

  async sleep(seconds: number): Promise<void> {
    await this.context.clock.sleep(seconds * 1000);
  }

  async settle(executionArn: string): Promise<void> {
    await caught(() => this.context.executions.finish(executionArn));
  }

  async openDurable(timeoutSeconds: number): Promise<DurableWorld> {
    const { target } = this.context;
    if (!target.has('durable')) throw new Inconclusive('target', 'It has no durable executions.');
    return await drawnWorld(this.context, timeoutSeconds);
  }

  unknown(kind: Ref['ref']): string {
    const { region, accountId } = this.context.target;
    return unknownRef[kind].replace('us-east-1', region).replace('123456789012', accountId);
  }

  freshName(prefix?: string): string {
    return this.context.machines.freshName(prefix);
  }

  /** Stops what {@link call} started, so that it is over before what follows. */
  async stopAll(): Promise<void> {
    for (const executionArn of this.started.splice(0)) await this.context.sfn.stopExecution({ executionArn });
  }
}

const textOf = (value: Json | undefined): string | undefined => (typeof value === 'string' ? value : undefined);

/** What the target did wrong, as a value. */
async function caught<Result>(work: () => Promise<Result>): Promise<Result | Breach> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Breach) return error;
    throw error;
  }
}

/** A server error may pass, and clients try again: it breaks a rule of its own, and says nothing of the machine. */
const SERVER_ERROR = /^5\d\d /;
const MOST_TRIES = 3;

async function again<Result>(work: () => Promise<Result>): Promise<Result | Breach> {
  for (let tried = 1; ; tried++) {
    const result = await caught(work);
    if (!(result instanceof Breach) || !SERVER_ERROR.test(result.actual) || tried === MOST_TRIES) return result;
  }
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
