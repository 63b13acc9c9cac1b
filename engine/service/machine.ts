import type { JsonObject } from '../asl/doc.js';
import type { Program } from '../execution/index.js';
import type { ExecutionRecord } from './execution-record.js';

export type MachineType = 'STANDARD' | 'EXPRESS';

export interface LoggingConfiguration {
  readonly level: 'ALL' | 'ERROR' | 'FATAL' | 'OFF';
  readonly includeExecutionData: boolean;
  readonly destinations?: readonly { readonly cloudWatchLogsLogGroup?: { readonly logGroupArn?: string } }[];
}

export interface EncryptionConfiguration {
  readonly type: 'AWS_OWNED_KEY' | 'CUSTOMER_MANAGED_KMS_KEY';
  readonly kmsKeyId?: string;
  readonly kmsDataKeyReusePeriodSeconds?: number;
}

/** What of a machine UpdateStateMachine can change. Dates are milliseconds since the epoch. */
export interface Settings {
  readonly definition: string;
  readonly roleArn: string;
  readonly logging: LoggingConfiguration;
  readonly tracing: { readonly enabled: boolean };
  readonly encryption: EncryptionConfiguration;
}

/** One state of a machine's settings. A machine that was never updated has one without an id. */
export class Revision {
  private parsed: JsonObject | undefined;
  private compiled: Program | undefined;

  constructor(
    readonly id: string | undefined,
    readonly settings: Settings,
    /** Milliseconds since the epoch. */
    readonly date: number,
    private readonly compile: (definition: JsonObject) => Program,
  ) {}

  get definition(): JsonObject {
    this.parsed ??= JSON.parse(this.settings.definition) as JsonObject;
    return this.parsed;
  }

  /** Compiled at the first use, once. */
  get program(): Program {
    this.compiled ??= this.compile(this.definition);
    return this.compiled;
  }

  next(id: string, settings: Settings, date: number): Revision {
    return new Revision(id, settings, date, this.compile);
  }
}

export interface Version {
  readonly number: number;
  readonly arn: string;
  readonly revision: Revision;
  readonly description: string | undefined;
  readonly creationDate: number;
}

export interface Route {
  readonly stateMachineVersionArn: string;
  readonly weight: number;
}

export interface Alias {
  readonly name: string;
  readonly arn: string;
  /** Its place in lists. */
  readonly order: number;
  readonly creationDate: number;
  updateDate: number;
  description: string | undefined;
  routes: readonly Route[];
}

/** A state machine and what belongs to it. */
export interface Machine {
  readonly name: string;
  readonly arn: string;
  /** What its executions' ARNs begin with. */
  readonly executionPrefix: string;
  readonly type: MachineType;
  readonly creationDate: number;
  /** Its place in lists. */
  readonly order: number;
  /** What CreateStateMachine was told of its first version: its idempotency asks for the same. */
  readonly published: { readonly versionArn: string | undefined; readonly description: string | undefined };
  status: 'ACTIVE' | 'DELETING';
  revision: Revision;
  /** By number, oldest first. Numbers are not used again. */
  readonly versions: Map<number, Version>;
  lastVersion: number;
  readonly aliases: Map<string, Alias>;
  readonly tags: Map<string, string>;
  /** Oldest first. Express executions leave no trace. */
  readonly executions: ExecutionRecord[];
  openExecutions: number;
}
