import type { DurableFixtures } from './durable/session.js';
import type { Exchange } from './exchange.js';
import type { ExecutionDescription, HistoryEvent, OperationName, Outputs } from './operations.js';
import type { Script } from './script.js';
import type { Capability, TargetInfo } from './target.js';

/** The judged client: one method for each operation. The input may be any JSON: invalid requests are sent on purpose. */
export type StepFunctions = {
  readonly [Name in OperationName as Uncapitalize<Name>]: (
    input?: unknown,
    options?: CallOptions,
  ) => Promise<Exchange<Outputs[Name]>>;
} & {
  call<Name extends OperationName>(
    operation: Name,
    input?: unknown,
    options?: CallOptions,
  ): Promise<Exchange<Outputs[Name]>>;
  call(operation: string, input?: unknown, options?: CallOptions): Promise<Exchange>;
};

export interface CallOptions {
  /** Milliseconds until it counts as unanswered. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

export interface RawRequest {
  /** Default `POST`. */
  readonly method?: string;
  /** Default `/`. */
  readonly path?: string;
  /** Added to, or in place of, those that `target` and `contentType` make. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as it is. Default none. */
  readonly body?: string | Uint8Array;
  /** An operation (`ListActivities`), or a whole X-Amz-Target when it has a dot. `null`: no such header. Default `null`. */
  readonly target?: string | null;
  /** `null`: no such header. Default `application/x-amz-json-1.0`. */
  readonly contentType?: string | null;
  /** How the request is signed. `false`: no Authorization header. Default `true`. */
  readonly sign?: boolean;
  readonly timeoutMs?: number;
}

/** Requests as they are, for what no client would send. */
export interface Wire {
  send(request: RawRequest): Promise<Exchange>;
}

export interface Machine {
  readonly arn: string;
  readonly name: string;
  /** The text that was sent. */
  readonly definition: string;
}

export interface MachineOptions {
  readonly name?: string;
  readonly type?: 'STANDARD' | 'EXPRESS';
  readonly roleArn?: string;
  /** More members of the request. */
  readonly request?: Readonly<Record<string, unknown>>;
}

export interface Machines {
  /** Creates a state machine and asserts that it was created. It is deleted when the case ends. */
  create(definition: object | string, options?: MachineOptions): Promise<Machine>;
  /** A name that no other case uses, 30 characters or less. */
  freshName(prefix?: string): string;
  /** A role ARN of the right form, in the case's account. */
  readonly roleArn: string;
}

export interface StartOptions {
  /** Sent as it is when it is a string, as JSON when it is anything else. Absent: not sent. */
  readonly input?: unknown;
  readonly name?: string;
}

export interface RunOptions extends StartOptions {
  /**
   * Scripts for the definition's tasks: each `"Resource": "task:<name>"` becomes the ARN of a task that follows the script of
   * this name: an activity, or a Lambda function on a target without workers of activities.
   */
  readonly tasks?: Readonly<Record<string, Script>>;
  /** The longest that the execution may take, milliseconds of the target's clock. */
  readonly withinMs?: number;
}

/** An execution that has ended. */
export interface Outcome {
  readonly executionArn: string;
  readonly status: string;
  /** Parsed. `undefined` when there is none. */
  readonly output: unknown;
  readonly error: string | undefined;
  readonly cause: string | undefined;
  readonly history: HistoryEvent[];
  readonly description: ExecutionDescription;
}

export interface Executions {
  /** Starts an execution and asserts that it started. It is stopped when the case ends. */
  start(machine: Machine | string, options?: StartOptions): Promise<{ executionArn: string; startDate: number }>;
  /**
   * Its description once it has ended. A virtual clock is moved to its next timer as long as nothing else goes on.
   * @param options `withinMs`: the longest that it may take, on the target's clock
   */
  finish(executionArn: string, options?: { readonly withinMs?: number }): Promise<ExecutionDescription>;
  /** All events, page by page. The laws are judged when the execution has ended. */
  history(executionArn: string, options?: { readonly maxResults?: number }): Promise<HistoryEvent[]>;
  /** Start, finish and history in one. A definition is created first. */
  run(machine: Machine | object | string, options?: RunOptions): Promise<Outcome>;
}

export interface Activity {
  readonly arn: string;
  readonly name: string;
}

export interface Activities {
  /** Creates an activity and asserts that it was created. It is deleted when the case ends. */
  create(name?: string): Promise<Activity>;
}

/** What a scripted task was asked, and what came of its answers. */
export interface Attempt {
  /** The input of the task, parsed when it is JSON. */
  readonly input: unknown;
  /** SendTaskSuccess, SendTaskFailure and SendTaskHeartbeat, in order. None for a Lambda function. */
  readonly answers: readonly Exchange[];
}

export interface Tasks {
  /** An activity with a worker that follows the script, an entry an attempt. @returns the activity's ARN, a `Resource` */
  activity(script: Script, options?: { readonly workerName?: string }): Promise<string>;
  /** A Lambda function that follows the script, on targets with `lambda-tasks`. @returns its ARN, a `Resource` */
  lambda(script: Script): Promise<string>;
  /** The attempts that the task of this ARN was asked for so far. */
  attempts(resource: string): readonly Attempt[];
}

export interface CaseClock {
  /** The target's time, milliseconds since the epoch. */
  now(): Promise<number>;
  /** Sleeps on a real clock, and moves a virtual one. */
  sleep(ms: number): Promise<void>;
  /**
   * Asks again until `predicate` gives something true, and gives it back: for what becomes so after a while. A virtual clock is
   * moved on in between.
   * @param options `withinMs`: on the target's clock, default 30 s; `what`: the expectation, for the failure's text
   */
  until<Value>(
    predicate: () => Promise<Value | false | null | undefined> | Value | false | null | undefined,
    options: { readonly what: string; readonly withinMs?: number },
  ): Promise<Value>;
}

/** The target as a case sees it: for choosing values, never for changing an expectation. */
export interface CaseTarget extends Omit<TargetInfo, 'credentials' | 'ca' | 'accountId'> {
  /** The account of this case. */
  readonly accountId: string;
  has(capability: Capability): boolean;
}

/** What a case gets. */
export interface CaseContext extends DurableFixtures {
  readonly sfn: StepFunctions;
  readonly wire: Wire;
  readonly machines: Machines;
  readonly executions: Executions;
  readonly activities: Activities;
  readonly tasks: Tasks;
  readonly clock: CaseClock;
  readonly target: CaseTarget;
  /** The run's seed and how often a property is to run. */
  readonly chance: { readonly seed: number; readonly runs: number };
  /** Aborted when the case ends or runs out of time. */
  readonly signal: AbortSignal;
  /** The place of the case's latest exchange in its transcript: what a failure is shown by that is told later. */
  latestExchange(): number | undefined;
  /**
   * Keeps a remark with the case's record, however the case ends: the counterexample of a property, ...
   * @param about a later remark about the same takes its place
   */
  note(text: string, about?: string): void;
}

export interface CaseOptions {
  /** The ids of the statements it tests, the one it is most about first. At least one. */
  readonly cites: readonly [string, ...string[]];
  /** Capabilities without which it is skipped. */
  readonly requires?: readonly Capability[];
  /** The editions it holds in, when not in all. */
  readonly editions?: readonly string[];
  /** Milliseconds of the wall clock that it may take, when the run's budget is too short for it. */
  readonly budgetMs?: number;
}

export type CaseBody = (context: CaseContext) => Promise<void> | void;
