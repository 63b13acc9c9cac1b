import { setMaxListeners } from 'node:events';
import type { CallAnswer, Ref } from '../../arbitraries/calls/index.js';
import type { DurableWorld } from '../../arbitraries/durable/index.js';
import type { Json, JsonObject } from '../../arbitraries/json.js';
import type { Machine } from '../../arbitraries/machine.js';
import type { MachineOptions } from '../../arbitraries/options.js';
import type { Outcome, TaskScript } from '../../arbitraries/recipe.js';
import type { RunEvent } from '../../arbitraries/relations/index.js';
import type { Fault } from '../../engine/fault.js';
import { createEngine, type Edition, type Engine, ServiceError, type VirtualClock } from '../../engine/index.js';
import { DurableEngineWorld } from './durable-engine.js';
import { type Overrides, run } from './in-process.js';
import { unknownRef } from './unknown-ref.js';
import { notRun, parsedOutput, type TargetRun, type World, withTaskArns } from './world.js';

const ACCOUNT = '123456789012';
/** An engine is thrown away after so many runs: what it remembers makes lists long. */
const MOST_RUNS = 100;
/** A run that takes more moves of the clock than this does not end. */
const MOST_MOVES = 5_000;
/** A worker asks for work so often at most. */
const MOST_POLLS = 500;
/** How long after a heartbeat the next one comes, milliseconds. */
const BEAT_MS = 1000;

const noArns: ReadonlyMap<string, string> = new Map();

/** How machines are run: by the execution core alone, which is faster; or by the service, with workers of activities. */
export type Depth = 'core' | 'service';

/** Whether all that a fault changes is in the execution core. */
export function isOfTheCore({ options = {}, edge, durable, install }: Fault): boolean {
  const known = new Set(['language', 'rules', 'reviseDefinition']);
  return (
    edge === undefined &&
    durable === undefined &&
    install === undefined &&
    Object.keys(options).every((name) => known.has(name))
  );
}

/** An engine in this process, sound or with a fault. */
export class EngineWorld implements World {
  readonly clock = 'virtual';
  readonly roleArn = `arn:aws:iam::${ACCOUNT}:role/laws`;
  readonly machines: MachineOptions;
  /** What of the core is another than the reference. */
  private readonly overrides: Overrides;
  private engine: Engine<VirtualClock>;
  private names = 0;
  private runs = 0;
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    readonly edition: Edition,
    private readonly depth: Depth,
    private readonly fault?: Fault,
  ) {
    // Functions fail with a cause of their own: only the core can be told what a script says.
    const tasks = depth === 'core' ? {} : { tasks: ['activity'] as const };
    this.machines = { edition, races: false, size: 8, chance: false, ...tasks };
    const { language, rules } = fault?.options ?? {};
    this.overrides = { ...(language && { language }), ...(rules && { rules }) };
    this.engine = this.newEngine();
  }

  private newEngine(): Engine<VirtualClock> {
    const engine = createEngine({ edition: this.edition, accountId: ACCOUNT, ...this.fault?.options });
    this.fault?.install?.(engine);
    return engine;
  }

  has(): boolean {
    return true;
  }

  renew(): void {
    // The core remembers nothing.
    if (this.depth === 'core') return;
    this.engine.close();
    this.engine = this.newEngine();
    this.runs = 0;
    // A run that never ends keeps none of those that follow from beginning.
    this.last = Promise.resolve();
  }

  async run(machine: Machine): Promise<TargetRun> {
    return this.depth === 'core' ? this.runInCore(machine) : await this.serve(machine);
  }

  private runInCore(machine: Machine): TargetRun {
    const revise = this.fault?.options?.reviseDefinition;
    const given = revise === undefined ? machine : { ...machine, definition: revise(machine.definition) as JsonObject };
    const { status, output, error, cause, elapsedMs, history } = run(given, this.overrides);
    const ran = { status, output, error, cause, elapsedMs, history };
    return { ...ran, machine, executionArn: '', stateMachineArn: '', ownArns: noArns };
  }

  /** One after the other: they share a clock, and whatever else there is only one of. */
  private async serve(machine: Machine): Promise<TargetRun> {
    const run = this.last.then(() => this.serveNow(machine));
    this.last = run.catch(() => undefined);
    return await run;
  }

  /** Runs a machine by the service, with a worker for each of its activities. */
  private async serveNow(machine: Machine): Promise<TargetRun> {
    if (++this.runs > MOST_RUNS) this.renew();
    const workers: Worker[] = [];
    const arns = new Map<string, string>();
    for (const own of Object.keys(machine.tasks)) {
      const created = await this.call('CreateActivity', { name: this.freshName('activity') });
      const arn = created.kind === 'success' ? String(created.output.activityArn) : own;
      arns.set(own, arn);
      workers.push(new Worker(this.engine, arn, machine.tasks[own]!));
    }
    const given = withTaskArns(machine, arns);
    const ownArns = new Map([...arns].map(([own, arn]) => [arn, own]));
    for (const worker of workers) worker.poll();
    try {
      return { ...(await this.execute(given)), ownArns };
    } finally {
      for (const worker of workers) worker.stop();
    }
  }

  private async execute(machine: Machine): Promise<Omit<TargetRun, 'ownArns'>> {
    const { roleArn } = this;
    const definition = JSON.stringify(machine.definition);
    const created = await this.call('CreateStateMachine', { name: this.freshName('machine'), definition, roleArn });
    if (created.kind === 'refusal') return notRun(machine, 'REFUSED', created.error);
    const stateMachineArn = String(created.output.stateMachineArn);
    const input = JSON.stringify(machine.input);
    const started = await this.call('StartExecution', { stateMachineArn, input, name: this.freshName('run') });
    if (started.kind === 'refusal') return notRun(machine, 'NOT STARTED', started.error);
    const executionArn = String(started.output.executionArn);
    const description = await this.ended(executionArn);
    const history = await this.history(executionArn);
    const { status, output, error, cause, startDate, stopDate } = description;
    const last = history.at(-1);
    const failure = (last?.executionFailedEventDetails ?? {}) as { error?: string; cause?: string };
    const isOver = typeof status === 'string' && status !== 'RUNNING';
    return {
      machine,
      executionArn,
      stateMachineArn,
      status: isOver ? status : 'RUNNING',
      output: parsedOutput(output),
      error: typeof error === 'string' ? error : failure.error,
      cause: typeof cause === 'string' ? cause : failure.cause,
      elapsedMs: isOver ? Math.round((Number(stopDate) - Number(startDate)) * 1000) : Number.POSITIVE_INFINITY,
      history,
    };
  }

  /** Moves the clock until the execution has ended. @returns its description */
  private async ended(executionArn: string): Promise<JsonObject> {
    for (let move = 0; ; move++) {
      await turn();
      const described = await this.call('DescribeExecution', { executionArn });
      const description = described.kind === 'success' ? described.output : {};
      if (description.status !== 'RUNNING' || move > MOST_MOVES) return description;
      if (!this.engine.clock.advanceToNext()) return description;
    }
  }

  private async history(executionArn: string): Promise<readonly RunEvent[]> {
    const events: Json[] = [];
    let nextToken: Json | undefined;
    for (let page = 0; page < 20; page++) {
      const input = nextToken === undefined ? {} : { nextToken };
      const answer = await this.call('GetExecutionHistory', { executionArn, maxResults: 1_000, ...input });
      if (answer.kind === 'refusal' || !Array.isArray(answer.output.events)) break;
      events.push(...answer.output.events);
      ({ nextToken } = answer.output);
      if (typeof nextToken !== 'string' || nextToken === '') break;
    }
    return events as unknown as readonly RunEvent[];
  }

  async call(operation: string, input: JsonObject): Promise<CallAnswer> {
    try {
      const answer = this.engine.call(operation, input);
      const output = operation === 'StartSyncExecution' ? this.moving(answer) : answer;
      return { kind: 'success', output: (await output) as JsonObject };
    } catch (error) {
      if (error instanceof ServiceError) return { kind: 'refusal', error: error.name };
      // A faulty engine may fail itself; over HTTP that is an answer, too.
      if (this.fault !== undefined) return { kind: 'refusal', error: 'InternalFailure' };
      throw error;
    }
  }

  /** What is answered only when time has passed: the clock is moved meanwhile. */
  private async moving<Answer>(answer: Promise<Answer>): Promise<Answer> {
    let waiting = true;
    const done = () => {
      waiting = false;
    };
    answer.then(done, done);
    for (let move = 0; move < MOST_MOVES; move++) {
      await turn();
      if (!waiting || !this.engine.clock.advanceToNext()) break;
    }
    return await answer;
  }

  async sleep(seconds: number): Promise<void> {
    await turn();
    this.engine.clock.advance(seconds * 1000);
    await turn();
  }

  async settle(executionArn: string): Promise<void> {
    await this.ended(executionArn);
  }

  async openDurable(timeoutSeconds: number): Promise<DurableWorld> {
    return await DurableEngineWorld.open(timeoutSeconds, this.fault?.durable);
  }

  unknown(kind: Ref['ref']): string {
    return unknownRef[kind];
  }

  freshName(prefix = 'thing'): string {
    return `${prefix}-${++this.names}`;
  }
}

/** Lets all that is answered now be heard. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A worker of one activity that follows a script: attempts are counted for each input. */
class Worker {
  private readonly attempts = new Map<string, number>();
  private readonly ended = new AbortController();

  constructor(
    private readonly engine: Engine<VirtualClock>,
    private readonly activityArn: string,
    private readonly script: TaskScript,
  ) {}

  poll(): void {
    void this.polling().catch(() => undefined);
  }

  stop(): void {
    this.ended.abort();
  }

  private async polling(): Promise<void> {
    const { signal } = this.ended;
    setMaxListeners(0, signal);
    for (let poll = 0; poll < MOST_POLLS && !signal.aborted; poll++) {
      const request = { activityArn: this.activityArn };
      const task = (await this.engine.call('GetActivityTask', request, { signal })) as JsonObject;
      if (typeof task.taskToken === 'string' && task.taskToken !== '') this.take(task.taskToken, String(task.input));
      // A faulty engine may answer at once that there is nothing.
      else await turn();
    }
  }

  private take(taskToken: string, input: string): void {
    const key = JSON.stringify(parsedOutput(input));
    const attempt = this.attempts.get(key) ?? 0;
    this.attempts.set(key, attempt + 1);
    this.follow(taskToken, this.script[Math.min(attempt, this.script.length - 1)]!);
  }

  private follow(taskToken: string, outcome: Outcome): void {
    switch (outcome.outcome) {
      case 'ok':
        this.send('SendTaskSuccess', { taskToken, output: JSON.stringify(outcome.output) });
        return;
      case 'error':
        this.send('SendTaskFailure', { taskToken, error: outcome.error, cause: outcome.cause });
        return;
      case 'timeout':
        return;
      case 'gap':
        this.beat(taskToken, outcome.beats);
        return;
      case 'late':
        this.later(outcome.seconds * 1000, () => this.follow(taskToken, outcome.then));
        return;
      case 'beats':
        this.beat(taskToken, outcome.beats, () => this.follow(taskToken, outcome.then));
    }
  }

  private beat(taskToken: string, left: number, then?: () => void): void {
    if (left === 0) {
      then?.();
      return;
    }
    this.later(BEAT_MS, () => {
      this.send('SendTaskHeartbeat', { taskToken });
      this.beat(taskToken, left - 1, then);
    });
  }

  private later(ms: number, act: () => void): void {
    const { clock } = this.engine;
    clock.schedule(clock.now() + ms, act);
  }

  /** What a worker is answered is no part of its script: a late one is refused, for instance. */
  private send(operation: string, input: JsonObject): void {
    void this.engine.call(operation, input).catch(() => undefined);
  }
}
