import { Doc, type Json, type JsonObject } from '../../../engine/asl/doc.js';
import { VirtualClock } from '../../../engine/clock.js';
import {
  type CompileOptions,
  compile,
  type Execution,
  type ExecutionParams,
  type HistoryEvent,
  type Host,
  startExecution,
  type TaskProgress,
  type TaskRequest,
} from '../../../engine/execution/index.js';
import { breaches } from './laws.js';

/** What a task does in one attempt. */
export type Action = (progress: TaskProgress, request: TaskRequest, clock: VirtualClock) => void;

export const succeed =
  (output: Json): Action =>
  (progress) => {
    progress.started();
    progress.succeed(Doc.of(output));
  };
export const fail =
  (error?: string, cause?: string): Action =>
  (progress) => {
    progress.started();
    progress.fail(error, cause);
  };
/** Takes the work and never answers. */
export const silence: Action = (progress) => progress.started();
/** Nobody takes the work. */
export const nobody: Action = () => {};
/** Does `action` after some milliseconds. */
export const later =
  (milliseconds: number, action: Action): Action =>
  (progress, request, clock) => {
    clock.schedule(clock.now() + milliseconds, () => action(progress, request, clock));
  };

/** A world of one virtual clock, a seeded chance, and tasks that follow a script. */
export class World implements Host {
  readonly clock = new VirtualClock();
  readonly requests: TaskRequest[] = [];
  forgotten = 0;
  private state: number;
  private readonly attempts = new Map<string, number>();

  /** @param script by state name, one action an attempt; the last one is repeated */
  constructor(
    private readonly script: Readonly<Record<string, readonly Action[]>> = {},
    seed = 1,
  ) {
    this.state = seed;
  }

  random(): number {
    this.state = (this.state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return this.state / 2_147_483_648;
  }

  uuid(): string {
    const digits = Array.from({ length: 32 }, () => Math.floor(this.random() * 16).toString(16)).join('');
    return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  }

  taskToken(): string {
    return `token-${this.uuid()}`;
  }

  startTask(request: TaskRequest, progress: TaskProgress): () => void {
    this.requests.push(request);
    const actions = this.script[request.stateName] ?? [];
    const attempt = this.attempts.get(request.stateName) ?? 0;
    this.attempts.set(request.stateName, attempt + 1);
    const action = actions[Math.min(attempt, actions.length - 1)];
    if (action === undefined) throw new Error(`No script for the state ${request.stateName}.`);
    action(progress, request, this.clock);
    return () => {
      this.forgotten++;
    };
  }
}

export interface RunOptions extends Partial<CompileOptions> {
  readonly input?: Json | string;
  readonly world?: World;
  readonly type?: ExecutionParams['type'];
  readonly script?: Readonly<Record<string, readonly Action[]>>;
}

const region = 'us-east-1';
const account = '123456789012';

export function params(input: Json | string = {}, type: ExecutionParams['type'] = 'STANDARD'): ExecutionParams {
  return {
    arn: `arn:aws:states:${region}:${account}:execution:machine:run`,
    name: 'run',
    stateMachineArn: `arn:aws:states:${region}:${account}:stateMachine:machine`,
    stateMachineName: 'machine',
    roleArn: `arn:aws:iam::${account}:role/role`,
    input: typeof input === 'string' ? Doc.parse(input) : Doc.of(input),
    type,
  };
}

/** Starts a machine; a string input is JSON text. */
export function start(definition: object, { input, world, type, script, ...options }: RunOptions = {}): Started {
  const host = world ?? new World(script);
  const program = compile(definition as JsonObject, { edition: 'current', ...options });
  return { world: host, execution: startExecution(program, params(input, type), host) };
}

export interface Started {
  readonly world: World;
  readonly execution: Execution;
}

/** Runs a machine to its end, timer by timer, and checks that its history breaks no law. */
export function run(definition: object, options: RunOptions = {}): Execution {
  const { execution, world } = start(definition, options);
  finish(execution, world);
  return execution;
}

export function finish(execution: Execution, { clock }: World): void {
  while (execution.status === 'RUNNING' && clock.advanceToNext());
  const broken = breaches(events(execution));
  if (broken.length > 0) throw new Error(`${broken.join('\n')}\n${lines(execution).join('\n')}`);
}

export function events(execution: Execution): HistoryEvent[] {
  return execution.history.page(0, execution.history.length);
}

/** The details of an event, whatever member holds them. */
export function details(event: HistoryEvent): Readonly<Record<string, unknown>> | undefined {
  const member = Object.keys(event).find((name) => name.endsWith('EventDetails'));
  return member === undefined ? undefined : event[member as `${string}EventDetails`];
}

/** Events as `3<2 PassStateExited A`: the id, the previous id, the type, and what tells it from its like. */
export function lines(execution: Execution): string[] {
  return events(execution).map((event) => {
    const { name, index, error, length, state } = details(event) ?? {};
    const label = [name, index, length, state, error].filter((part) => part !== undefined).join(' ');
    return `${event.id}<${event.previousEventId} ${event.type}${label === '' ? '' : ` ${label}`}`;
  });
}

export function output(execution: Execution): Json {
  if (execution.output === undefined) throw new Error(`${execution.status}: ${execution.error}: ${execution.cause}`);
  return execution.output.value;
}
