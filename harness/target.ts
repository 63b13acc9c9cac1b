import type {} from 'vitest';
import type { Edition } from '../specs/spec.js';
import type { DurableWays } from './durable/ways.js';

export type { Edition };

/** What a target may lack. A case names what it requires, and is skipped where that is missing. */
export const capabilities = {
  activities: 'activities',
  'activity-workers': 'GetActivityTask: tasks that are given to the workers of activities, and their tokens',
  'lambda-tasks': "Task states that call Lambda functions at the harness's Invoke endpoint",
  'task-tokens': 'the .waitForTaskToken pattern of service integrations',
  'sfn-tasks': 'Task states that call Step Functions itself',
  express: 'state machines of type EXPRESS',
  'sync-express': 'StartSyncExecution',
  map: 'inline Map states',
  'distributed-map': 'distributed Map states and Map Runs',
  jsonata: 'JSONata and variables in state machines',
  'update-machine': 'UpdateStateMachine',
  versions: 'versions of state machines',
  aliases: 'aliases of state machines',
  tags: 'tags on state machines and activities',
  redrive: 'RedriveExecution',
  'test-state': 'TestState',
  'validate-definition': 'ValidateStateMachineDefinition',
  auth: 'refusal of requests that are not, or wrongly, signed',
  durable: 'Lambda durable executions',
} as const;

export type Capability = keyof typeof capabilities;

/** What keeps parallel cases apart: an account of the target for each of them, or nothing but fresh names. */
export type Isolation = 'account' | 'none';

/** Whose time a target keeps: that of the wall, or a clock of its own that moves when told to at `control`. */
export type TargetClock = { readonly kind: 'real' } | { readonly kind: 'virtual'; readonly control: string };

/** Keys to sign with. They never reach a record, a transcript or a report. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** What a case may know of its target, to choose values and never to change what it expects. JSON only. */
export interface TargetInfo {
  /** The adapter's name, or the address for a target that no adapter knows. */
  readonly name: string;
  readonly version?: string;
  /** Where it listens, without user name and password: `http://127.0.0.1:4566`. */
  readonly url: string;
  readonly region: string;
  /** The account that its ARNs carry. With `isolation: 'account'` each case has another one. */
  readonly accountId: string;
  readonly edition: Edition;
  readonly capabilities: readonly Capability[];
  readonly isolation: Isolation;
  /** The header that names the account of a request. Absent: the key id that it is signed with does. */
  readonly accountHeader?: string;
  readonly clock: TargetClock;
  /** It is started again when it dies, at the same address and with nothing of what it held: it is worth waiting for. */
  readonly restarts?: boolean;
  /** The project's own engine: a case that can't be decided there is a fault of the harness. */
  readonly isReference?: boolean;
  /** The Lambda endpoint that the target was told to use: the one that the runner serves with `serveLambdaRelay`. */
  readonly lambdaEndpoint?: string;
  /** Absent: requests carry a well-formed signature made with keys that mean nothing. */
  readonly credentials?: Credentials;
  /** PEM text of the authority that signed the target's certificate. */
  readonly ca?: string;
  /** The one API that it has. Absent: Step Functions, and the other as its capabilities say. */
  readonly only?: 'durable';
  /** Its own ways with durable functions. Absent: AWS's. */
  readonly durableWays?: DurableWays;
  /** What the names of all that cases make begin with, so that a clean-up knows them. At most 14 characters. */
  readonly namePrefix?: string;
  /** The role of the state machines that cases make. Absent: one that nobody looks at. */
  readonly roleArn?: string;
  /** It limits calls a second: those that it turns away for that are sent again. */
  readonly throttles?: boolean;
  /** StartSyncExecution and TestState go to `sync-<host>`, as on AWS. Emulators have one host: absent. */
  readonly hostPrefix?: boolean;
}

/** How long the harness waits, milliseconds of the wall clock. */
export interface Budgets {
  /** For an answer, from the sending to its last byte. Polls of GetActivityTask have their own. Default 10,000. */
  readonly requestMs?: number;
  /** For a connection. Default 3,000. */
  readonly connectMs?: number;
  /** For a whole case. Default 60,000. A case may ask for more with its option `budgetMs`. */
  readonly caseMs?: number;
  /** For an execution to end, or for a read to become consistent, on a target with a real clock. Default 30,000. */
  readonly settleMs?: number;
}

/** What the main process gives each worker as `provide('conformance', ...)`. JSON only. */
export interface ConformanceRun {
  readonly target: TargetInfo;
  /** Tells this run's names and accounts from those of any run before it on the same target. */
  readonly runId: string;
  /** Of all that is drawn by chance, so that a run can be repeated. */
  readonly seed: number;
  /** Runs of each property. */
  readonly runs: number;
  /**
   * How long the generated tests of each suite may look for failures, milliseconds. Absent: a part of the time that a case has.
   * What was found is made small after that.
   */
  readonly searchMs?: number;
  readonly client: 'wire' | 'sdk';
  /** Cases that are not to run on this target, by their ids, and why not: one sentence each. */
  readonly leaveOut?: Readonly<Record<string, string>>;
  /**
   * A folder that all workers of the run share, made and removed by the main process. In it they tell each other that the
   * target is gone. Absent: each worker finds out by itself.
   */
  readonly sharedFolder?: string;
  readonly budgets?: Budgets;
  /** Keeps the transcript of each case: an absolute folder, and the version of the tool. */
  readonly transcripts?: { readonly folder: string; readonly toolVersion: string };
  /** Measures the suite: cases are tried on these, and not on the target. */
  readonly faulty?: readonly FaultyTarget[];
}

/** A reference engine with a seeded fault, and a virtual clock. All else is as with the target. */
export interface FaultyTarget {
  /** The fault's id. */
  readonly fault: string;
  readonly url: string;
  /** The control endpoint of its clock. */
  readonly control: string;
  /** The ids of the cases that are tried on it. */
  readonly cases: 'all' | readonly string[];
}

/** How an adapter is asked to start its target. */
export interface StartOptions {
  readonly edition: Edition;
  readonly region: string;
  readonly seed: number;
  /** The endpoint that the target is to send Lambda invocations to, when it can be told. */
  readonly lambdaEndpoint?: string;
  /** Gives up the start. */
  readonly signal?: AbortSignal;
}

export interface RunningTarget {
  readonly info: TargetInfo;
  /** Ends what `start` began, and waits until it is gone. May be called twice. */
  stop(): Promise<void>;
  /** What the target printed: the path of its log file, or where to look. */
  readonly logs?: string;
  /** How long to wait for it, where it is known to be quick. */
  readonly budgets?: Budgets;
  /** What the user should know of what it was found to have, and could do about it: one sentence each. */
  readonly notes?: readonly string[];
  /** It costs money: what a run will do is told first, and agreed to. */
  readonly isBilled?: true;
  /** When it died so far and was started again, milliseconds since the epoch. */
  deaths?(): readonly number[];
}

/** Launches a target or connects to one. One folder each in `adapters/`. */
export interface Adapter {
  readonly name: string;
  /** One sentence for `list targets`. */
  readonly describe: string;
  /** @throws when the target can't be started or reached; nothing is left running then */
  start(options: StartOptions): Promise<RunningTarget>;
}

declare module 'vitest' {
  interface ProvidedContext {
    conformance: ConformanceRun;
  }
}
