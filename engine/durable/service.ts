import { type Clock, RealClock } from '../clock.js';
import { DurableAccount } from './account.js';
import type { Caller, Handlers, Input, OperationName, Output } from './api/api.js';
import { handlers as defaultHandlers } from './api/handlers.js';
import { violations } from './constraints.js';
import { type Contract, durableContract } from './contract.js';
import { DurableMount, type EdgeRewrites } from './edge/mount.js';
import { constraintViolations } from './error.js';
import { EndpointRunner } from './functions/endpoint.js';
import { type DurableClient, type RegisteredFunction, runHandler } from './functions/in-process.js';
import type { FunctionCall, FunctionRunner } from './functions/runner.js';
import { seededIds } from './ids.js';
import { type DurableRulesPatch, withRules } from './rules/rules.js';

export const DEFAULT_ACCOUNT = '123456789012';

export interface DurableServiceOptions extends EdgeRewrites {
  /** Default `us-east-1`. */
  readonly region?: string;
  /** An integer: the same seed and the same calls give the same ids. Default 0. */
  readonly seed?: number;
  /** The clock of each account. Default: the wall clock. */
  readonly clock?: Clock | ((accountId: string) => Clock);
  /** A Lambda Invoke endpoint. Functions that are not registered run behind it, whether they were created or not. */
  readonly lambdaEndpoint?: string;
  /** Functions of this process, by name. */
  readonly functions?: Readonly<Record<string, RegisteredFunction>>;
  /** Entries of the rule tables to replace. */
  readonly rules?: DurableRulesPatch;
  /** Makes another table of operations out of the given one. */
  readonly handlers?: (handlers: Handlers) => Handlers;
  /** Makes other constraints out of the reference's. */
  readonly reviseContract?: (contract: Contract) => Contract;
}

/** What an account is made with, by the HTTP server or by default. */
export interface AccountSettings {
  /** Twelve digits. */
  readonly id: string;
  readonly partition: string;
  readonly region: string;
  readonly seed: number;
  readonly clock: Clock;
}

/** What goes on in an account: a virtual clock may move when no call is under way. */
export interface DurableActivity {
  /** Calls of functions' code. */
  readonly calls: number;
  /** Synchronous invokes that wait for an execution to end. */
  readonly waiting: number;
}

/** Lambda durable executions: functions, executions and their API, in memory, for any number of accounts. */
export class DurableService {
  /** The API over HTTP. */
  readonly mount: DurableMount;
  private readonly accounts = new Map<string, DurableAccount>();
  private readonly registered = new Map<string, RegisteredFunction>();
  private readonly endpoint: EndpointRunner | undefined;
  private readonly rules;
  private readonly handlers: Handlers;
  private readonly realClock = new RealClock();
  private revised: Contract | undefined;

  constructor(private readonly options: DurableServiceOptions) {
    this.mount = new DurableMount(this, options);
    this.rules = withRules(options.rules);
    this.handlers = options.handlers?.(defaultHandlers) ?? defaultHandlers;
    this.endpoint = options.lambdaEndpoint === undefined ? undefined : new EndpointRunner(options.lambdaEndpoint);
    for (const [name, fn] of Object.entries(options.functions ?? {})) this.register(name, fn);
  }

  /** Makes a function of this process known, in every account. */
  register(name: string, fn: RegisteredFunction): void {
    this.registered.set(name, fn);
  }

  account(accountId: string = DEFAULT_ACCOUNT): DurableAccount {
    const { region = 'us-east-1', seed = 0, clock = this.realClock } = this.options;
    return this.open({
      id: accountId,
      partition: 'aws',
      region,
      seed,
      clock: typeof clock === 'function' ? clock(accountId) : clock,
    });
  }

  /** The account of that id: as it is when it was opened before, otherwise new, with that clock, region and seed. */
  open({ id, partition, region, seed, clock }: AccountSettings): DurableAccount {
    const known = this.accounts.get(id);
    if (known) return known;
    const account = new DurableAccount({
      accountId: id,
      partition,
      region,
      clock,
      ids: seededIds(seed, id),
      rules: this.rules,
      registered: this.registered,
      endpoint: this.endpoint !== undefined,
      runner: this.runner(id),
    });
    this.accounts.set(id, account);
    return account;
  }

  /** Calls an operation, after its input was held against the constraints of the reference. Throws `DurableError`. */
  async call<Name extends OperationName>(
    operation: Name,
    input: Input<Name>,
    accountId: string = DEFAULT_ACCOUNT,
    caller: Caller = {},
  ): Promise<Output<Name>> {
    const { spec, operations } = this.contract;
    const found = violations(input as Record<string, unknown>, operations[operation].request.members, spec);
    if (found.length > 0) throw constraintViolations(found);
    return this.handlers[operation](this.account(accountId), input, caller);
  }

  /** What requests are held against. Loaded by the first one. */
  get contract(): Contract {
    this.revised ??= this.options.reviseContract?.(durableContract()) ?? durableContract();
    return this.revised;
  }

  activity(accountId: string = DEFAULT_ACCOUNT): DurableActivity {
    const account = this.accounts.get(accountId);
    return { calls: account?.callsInFlight ?? 0, waiting: account?.waitingCallers ?? 0 };
  }

  /** Ends all timers and lets go of the connections to the Lambda endpoint. The executions stay as they are. */
  async close(): Promise<void> {
    for (const account of this.accounts.values()) account.clock.release();
    await this.endpoint?.close();
  }

  private runner(accountId: string): FunctionRunner {
    const client: DurableClient = {
      checkpoint: (request) => this.call('CheckpointDurableExecution', request, accountId),
      state: (request) => this.call('GetDurableExecutionState', request, accountId),
    };
    const nowhere = (call: FunctionCall) =>
      Promise.resolve({
        kind: 'failed' as const,
        error: {
          ErrorType: 'Runtime.HandlerNotFound',
          ErrorMessage: `No handler is registered for ${call.functionName}, and there is no Lambda endpoint.`,
        },
      });
    return {
      run: (call, given) => {
        const fn = this.registered.get(call.functionName);
        if (fn) return runHandler(fn, call, () => this.account(accountId).clock.now(), client);
        return this.endpoint ? this.endpoint.run(call, given) : nowhere(call);
      },
    };
  }
}

export const createDurableService = (options: DurableServiceOptions = {}): DurableService =>
  new DurableService(options);
