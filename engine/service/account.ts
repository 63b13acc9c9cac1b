import type { Clock } from '../clock.js';
import type { Execution, Host, MapRun } from '../execution/index.js';
import type { Activity } from './activity.js';
import { formatArn, type Scope } from './arn.js';
import type { Chance } from './chance.js';
import { type ExecutionRecord, isExpired } from './execution-record.js';
import { Load } from './load.js';
import type { Machine } from './machine.js';
import type { PageContext } from './page.js';
import { TaskTokens } from './task-tokens.js';
import { Seal } from './token.js';

/** How many executions are kept before the first look for those that have expired. */
const FIRST_PURGE = 4096;

/** An execution's test case, and how often each of its mocked states was called. */
export interface MockedExecution {
  readonly machine: string;
  readonly testCase: string;
  readonly calls: Map<string, number>;
}

/** All that one account has, in memory. */
export class Account implements PageContext {
  readonly machines = new Map<string, Machine>();
  readonly activities = new Map<string, Activity>();
  /** By ARN; the child executions of Map Runs are with their run. */
  readonly executions = new Map<string, ExecutionRecord>();
  /** By ARN. */
  readonly mapRuns = new Map<string, MapRun>();
  /** The open executions that follow a test case of a mock file, by ARN. */
  readonly mockedExecutions = new Map<string, MockedExecution>();
  /** The last redrive that had a client token, by the execution's ARN. */
  readonly redrives = new Map<string, { readonly clientToken: string; readonly date: number }>();
  readonly load = new Load();
  readonly seal: Seal;
  readonly tokens: TaskTokens;
  openExecutions = 0;
  private lastOrder = 0;
  private purgeSize = FIRST_PURGE;

  constructor(
    readonly scope: Scope,
    readonly clock: Clock,
    readonly chance: Chance,
    hostOf: (account: Account) => Host,
  ) {
    this.seal = new Seal(`${scope.accountId} ${chance.uuid()}`);
    this.tokens = new TaskTokens(this.seal, () => chance.uuid());
    this.host = hostOf(this);
  }

  readonly host: Host;

  get id(): string {
    return this.scope.accountId;
  }

  get now(): number {
    return this.clock.now();
  }

  /** A number greater than any before: the place of a new thing in lists. */
  nextOrder(): number {
    this.lastOrder++;
    return this.lastOrder;
  }

  arn(type: string, ...parts: readonly string[]): string {
    return formatArn(this.scope, type, ...parts);
  }

  machineAt(arn: Scope & { readonly name: string }): Machine | undefined {
    return this.owns(arn) ? this.machines.get(arn.name) : undefined;
  }

  activityAt(arn: Scope & { readonly parts: readonly string[] }): Activity | undefined {
    return this.owns(arn) && arn.parts.length === 1 ? this.activities.get(arn.parts[0] ?? '') : undefined;
  }

  /** An execution that is kept: open, or closed for less than 90 days. */
  execution(arn: string): ExecutionRecord | undefined {
    const record = this.executions.get(arn);
    if (record === undefined || !isExpired(record, this.now)) return record;
    this.forget(record);
    return undefined;
  }

  /** Keeps an execution that was just started. */
  remember(record: ExecutionRecord): void {
    const { execution, machine } = record;
    this.executions.set(execution.arn, record);
    machine.executions.push(record);
    this.opened(machine);
    execution.onEnd(this.ended);
    if (this.executions.size >= this.purgeSize) this.purge();
  }

  /** One listener for all executions, so that none of them keeps a closure. */
  private readonly ended = ({ arn }: Execution): void => {
    const record = this.executions.get(arn);
    if (record !== undefined) this.closed(record.machine);
  };

  /** Counts an execution that was started, or is redriven. Its end, each of its ends, counts it out. */
  opened(machine: Machine): void {
    machine.openExecutions++;
    this.openExecutions++;
  }

  closed(machine: Machine): void {
    machine.openExecutions--;
    this.openExecutions--;
    this.finishDeletion(machine);
  }

  /** Removes a machine that is being deleted, once nothing of it runs any more. */
  finishDeletion(machine: Machine): void {
    if (machine.status !== 'DELETING' || machine.openExecutions > 0) return;
    if (this.machines.get(machine.name) === machine) this.machines.delete(machine.name);
    for (const { execution } of machine.executions) this.executions.delete(execution.arn);
  }

  /** Looks for executions that are no longer kept; next time when there are twice as many as are left. */
  private purge(): void {
    for (const record of this.executions.values()) if (isExpired(record, this.now)) this.forget(record);
    this.purgeSize = Math.max(FIRST_PURGE, this.executions.size * 2);
  }

  private forget(record: ExecutionRecord): void {
    this.executions.delete(record.execution.arn);
    this.redrives.delete(record.execution.arn);
    const { executions } = record.machine;
    const at = executions.indexOf(record);
    if (at >= 0) executions.splice(at, 1);
    for (const run of record.execution.mapRuns) this.mapRuns.delete(run.arn);
  }

  private owns({ partition, region, accountId }: Scope): boolean {
    const { scope } = this;
    return accountId === scope.accountId && region === scope.region && partition === scope.partition;
  }
}
