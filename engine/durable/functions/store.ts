import { type FunctionPlace, functionArn, parseFunctionReference } from '../arn.js';
import { conflict, type DurableError, invalidParameter, notFound } from '../error.js';
import type { DurableConfig } from '../shapes.js';
import type { RegisteredFunction } from './in-process.js';

/** A version's configuration, in the API's shape. */
export type FunctionConfiguration = {
  readonly FunctionName: string;
  readonly Version: string;
  readonly Timeout?: number;
  readonly DurableConfig?: DurableConfig;
  readonly RevisionId?: string;
} & Readonly<Record<string, unknown>>;

export interface FunctionEntry {
  readonly name: string;
  /** Never created: it is taken to be behind the Lambda endpoint, or it is registered in this process. */
  readonly implied: boolean;
  /** By version, `$LATEST` among them. */
  readonly versions: Map<string, FunctionConfiguration>;
  readonly aliases: Map<string, string>;
  nextVersion: number;
  /** The revision of `$LATEST` that the newest version was made from. */
  publishedRevision?: string;
}

/** A function as a caller named it. */
export interface ResolvedFunction {
  readonly name: string;
  /** What the caller gave, `undefined` for none: durable functions want one. */
  readonly qualifier: string | undefined;
  readonly version: string;
  /** With its version. */
  readonly arn: string;
  readonly timeoutSeconds: number;
  /** `unknown`: behind the endpoint, never created. A durable name, or a qualified chained invoke, makes it durable. */
  readonly durable:
    | { readonly kind: 'durable'; readonly config: DurableConfig }
    | { readonly kind: 'plain' | 'unknown' };
}

export const LATEST = '$LATEST';
/** Functions that were never created have the longest time that a function can have. */
const LONGEST_TIMEOUT_SECONDS = 900;
const NAME = /^[a-zA-Z0-9-_]{1,64}$/;

/** The functions of one account. */
export class FunctionStore {
  private readonly entries = new Map<string, FunctionEntry>();
  /** They were created once, so they are not taken to be behind the endpoint. */
  private readonly deleted = new Set<string>();

  constructor(
    private readonly place: FunctionPlace,
    private readonly registered: ReadonlyMap<string, RegisteredFunction>,
    /** There is a Lambda endpoint: any function may stand behind it. */
    private readonly endpoint: boolean,
  ) {}

  arn(name: string, qualifier?: string): string {
    return functionArn(this.place, name, qualifier);
  }

  /** The name and qualifier of a reference. Throws when they contradict each other or name another account's function. */
  read(reference: string, qualifier?: string): { name: string; qualifier: string | undefined } {
    const parsed = parseFunctionReference(reference);
    if (!parsed) throw invalidParameter(`Invalid function reference: ${reference}`);
    if ((parsed.accountId ?? this.place.accountId) !== this.place.accountId) throw this.missing(reference);
    if ((parsed.region ?? this.place.region) !== this.place.region) {
      throw notFound(`Functions from '${parsed.region}' are not reachable in this region ('${this.place.region}')`);
    }
    if (qualifier !== undefined && parsed.qualifier !== undefined && qualifier !== parsed.qualifier) {
      throw invalidParameter('The derived qualifier from the function name does not match the specified qualifier.');
    }
    return { name: parsed.name, qualifier: qualifier ?? parsed.qualifier };
  }

  missing(nameOrArn: string, qualifier?: string): DurableError {
    return notFound(`Function not found: ${nameOrArn.startsWith('arn:') ? nameOrArn : this.arn(nameOrArn, qualifier)}`);
  }

  /** The function that was created, registered, or already invoked. */
  entry(name: string): FunctionEntry | undefined {
    const known = this.entries.get(name);
    if (known) return known;
    const registered = this.deleted.has(name) ? undefined : this.registered.get(name);
    return registered && this.imply(name, registered);
  }

  /** Remembers a function that was never created. */
  imply(name: string, registered: RegisteredFunction | undefined): FunctionEntry {
    const configuration: FunctionConfiguration = {
      FunctionName: name,
      FunctionArn: this.arn(name),
      Version: LATEST,
      Timeout: registered?.timeoutSeconds ?? LONGEST_TIMEOUT_SECONDS,
      State: 'Active',
      LastUpdateStatus: 'Successful',
      ...(registered?.durable && { DurableConfig: registered.durable }),
    };
    const entry: FunctionEntry = {
      name,
      implied: true,
      versions: new Map([[LATEST, configuration]]),
      aliases: new Map(),
      nextVersion: 1,
    };
    this.entries.set(name, entry);
    return entry;
  }

  add(entry: FunctionEntry): void {
    if (this.entries.get(entry.name)?.implied === false) {
      throw conflict(`Function already exist: ${entry.name}`);
    }
    this.entries.set(entry.name, entry);
    this.deleted.delete(entry.name);
  }

  /** Forgets a function: one that was deleted, or one that was implied and turned out not to be there. */
  remove(name: string, why: 'deleted' | 'not-there'): void {
    this.entries.delete(name);
    if (why === 'deleted') this.deleted.add(name);
  }

  /** The version that a qualifier means: an alias is resolved, none means `$LATEST`. */
  version(entry: FunctionEntry, qualifier = LATEST): FunctionConfiguration | undefined {
    return entry.versions.get(entry.aliases.get(qualifier) ?? qualifier);
  }

  /** Throws `ResourceNotFoundException`, `InvalidParameterValueException`. */
  resolve(reference: string, givenQualifier?: string): ResolvedFunction {
    const { name, qualifier } = this.read(reference, givenQualifier);
    const entry = this.entry(name);
    const created = entry !== undefined && (!entry.implied || this.registered.has(name));
    if (!created && this.endpoint && NAME.test(name) && !this.deleted.has(name)) {
      return this.behindEndpoint(name, qualifier);
    }
    const configuration = entry && this.version(entry, qualifier);
    if (!configuration) throw this.missing(name, qualifier);
    const config = configuration.DurableConfig;
    return {
      name,
      qualifier,
      version: configuration.Version,
      arn: this.arn(name, configuration.Version),
      timeoutSeconds: configuration.Timeout ?? LONGEST_TIMEOUT_SECONDS,
      durable: config ? { kind: 'durable', config } : { kind: 'plain' },
    };
  }

  private behindEndpoint(name: string, qualifier: string | undefined): ResolvedFunction {
    // Its versions are not known: a number is taken for one, an alias for an alias of $LATEST.
    const version = qualifier !== undefined && /^\d+$/.test(qualifier) ? qualifier : LATEST;
    return {
      name,
      qualifier,
      version,
      arn: this.arn(name, version),
      timeoutSeconds: LONGEST_TIMEOUT_SECONDS,
      durable: { kind: 'unknown' },
    };
  }
}
