import type { Edition } from '../recipe.js';
import { type DefinitionKind, HEARTBEAT_SECONDS, HOLD_SECONDS, LIMIT_SECONDS, usesActivity } from './definitions.js';

export interface ModelMachine {
  readonly name: string;
  definition: { kind: DefinitionKind; variant: number; activity: number };
  exists: boolean;
  /** By index, oldest first. */
  readonly executions: number[];
  readonly tags: Map<string, string>;
  /** The version of the definition as it is; absent when it was not published, or can't be told. */
  published: number | 'none' | 'unclear';
}

export interface ModelActivity {
  readonly name: string;
  exists: boolean;
  readonly tags: Map<string, string>;
}

/** A version of a machine. */
export interface ModelVersion {
  readonly machine: number;
  readonly definition: ModelMachine['definition'];
  exists: boolean;
}

export type ExecutionStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'ABORTED' | 'TIMED_OUT';

export interface ModelExecution {
  readonly machine: number;
  /** Absent: it is of the machine itself. */
  readonly version: number | undefined;
  /** Absent: the service chooses one. */
  readonly name: string | undefined;
  readonly input: string;
  readonly kind: DefinitionKind;
  readonly activity: number;
  status: ExecutionStatus;
  output: string | undefined;
  error: string | undefined;
  cause: string | undefined;
  /** When it ends by itself, seconds of the model's time. */
  endsAt: number | undefined;
  /** Its task: nobody has it, a worker has it, or it is over. */
  task: 'none' | 'scheduled' | 'taken' | 'over';
  /** When the task began or was heard of last, and when it times out. */
  heardAt: number;
  limitAt: number;
}

/** What a service must know: pure, and as small as can be. */
export class Model {
  readonly machines: ModelMachine[] = [];
  readonly activities: ModelActivity[] = [];
  readonly versions: ModelVersion[] = [];
  readonly executions: ModelExecution[] = [];
  /** The executions whose tasks were handed out, by token. */
  readonly tokens: number[] = [];
  now = 0;

  constructor(readonly edition: Edition) {}

  /** The machine of a name that exists. */
  machineNamed(name: string): number {
    return this.machines.findIndex((machine) => machine.exists && machine.name === name);
  }

  activityNamed(name: string): number {
    return this.activities.findIndex((activity) => activity.exists && activity.name === name);
  }

  isOpen(machine: number): boolean {
    return this.machines[machine]!.executions.some((index) => this.executions[index]!.status === 'RUNNING');
  }

  /** Open executions whose task the activity has, of a certain state. */
  tasksOf(activity: number, state: ModelExecution['task']): number[] {
    return this.executions.flatMap((execution, index) => {
      const has = usesActivity(execution.kind) && execution.activity === activity && execution.task === state;
      return has && execution.status === 'RUNNING' ? [index] : [];
    });
  }

  /** Whether a machine has versions that were not deleted. */
  hasVersions(machine: number): boolean {
    return this.versions.some((version) => version.exists && version.machine === machine);
  }

  /** Starts an execution, of the machine as it is or of a version. @returns its index */
  start(machine: number, name: string | undefined, input: string, version?: number): number {
    const { definition, executions } = this.machines[machine]!;
    const { kind, activity } = version === undefined ? definition : this.versions[version]!.definition;
    const index = this.executions.length;
    const execution: ModelExecution = {
      machine,
      version,
      name,
      input,
      kind,
      activity,
      status: 'RUNNING',
      output: undefined,
      error: undefined,
      cause: undefined,
      endsAt: kind === 'hold' ? this.now + HOLD_SECONDS : undefined,
      task: usesActivity(kind) ? 'scheduled' : 'none',
      heardAt: Number.POSITIVE_INFINITY,
      limitAt: kind === 'limited' ? this.now + LIMIT_SECONDS : Number.POSITIVE_INFINITY,
    };
    this.executions.push(execution);
    executions.push(index);
    if (kind === 'echo') this.end(index, 'SUCCEEDED', { output: input });
    if (kind === 'fail') this.end(index, 'FAILED', { error: 'Planned', cause: 'as planned' });
    if (usesActivity(kind) && !this.activities[activity]!.exists) {
      this.end(index, 'FAILED', { error: 'States.Runtime' });
    }
    return index;
  }

  end(
    index: number,
    status: ExecutionStatus,
    { output, error, cause }: { output?: string; error?: string; cause?: string },
  ): void {
    const execution = this.executions[index]!;
    execution.status = status;
    execution.output = output;
    execution.error = error;
    execution.cause = cause;
    execution.endsAt = undefined;
    if (execution.task !== 'none') execution.task = 'over';
  }

  /** A worker takes the task: its time limits begin anew. @returns the token's index */
  take(index: number): number {
    const execution = this.executions[index]!;
    execution.task = 'taken';
    if (execution.kind === 'limited') {
      execution.heardAt = this.now;
      execution.limitAt = this.now + LIMIT_SECONDS;
    }
    this.tokens.push(index);
    return this.tokens.length - 1;
  }

  heartbeat(index: number): void {
    this.executions[index]!.heardAt = this.now;
  }

  /** When the execution ends by itself, and how. */
  private dueOf(execution: ModelExecution): number {
    if (execution.status !== 'RUNNING') return Number.POSITIVE_INFINITY;
    const silent = execution.kind === 'limited' ? execution.heardAt + HEARTBEAT_SECONDS : Number.POSITIVE_INFINITY;
    return Math.min(execution.endsAt ?? Number.POSITIVE_INFINITY, execution.limitAt, silent);
  }

  advance(seconds: number): void {
    this.now += seconds;
    for (const [index, execution] of this.executions.entries()) {
      if (this.dueOf(execution) > this.now) continue;
      if (execution.kind === 'hold') this.end(index, 'SUCCEEDED', { output: execution.input });
      else this.end(index, 'FAILED', { error: 'States.Timeout' });
    }
  }
}
