import type { Spec } from '../../specs/spec.js';
import type { Json, JsonObject } from '../asl/doc.js';
import type { CheckOptions, Edition, Language } from '../asl/index.js';
import { type Clock, RealClock, VirtualClock } from '../clock.js';
import { type CompileOptions, compile, type Rules } from '../execution/index.js';
import { Account } from './account.js';
import { createChance } from './chance.js';
import { Dispatcher } from './dispatch/host.js';
import type { Integrations } from './dispatch/integration.js';
import type { LambdaFunction } from './dispatch/lambda.js';
import { Mocks } from './dispatch/mock.js';
import { executionOf } from './lookup.js';
import type { Call, Operation, Operations } from './operation.js';
import type { OutputOf } from './operation-outputs.js';
import { defaultOperations } from './operations/table.js';
import { defaultQuotas, type Quotas } from './quotas.js';
import type { Output } from './response.js';
import { type ResponseRewriter, Service } from './service.js';

/** How an engine is made. Everything has a default. */
export interface EngineOptions<C extends Clock = Clock> {
  /** Default `current`. */
  readonly edition?: Edition;
  /**
   * Where time comes from. `virtual` (default): a clock that moves only when told to; each account has its own. `real`: the
   * wall clock. Or a clock of your own, which all accounts share.
   */
  readonly clock?: 'virtual' | 'real' | C;
  /** Where a virtual clock starts, milliseconds since the epoch. */
  readonly startTime?: number;
  /** Of all that is drawn by chance: the same seed and the same calls give the same ids. Default 0. */
  readonly seed?: number;
  /** Default `us-east-1`. */
  readonly region?: string;
  /** The account of calls that name none. Default `123456789012`. */
  readonly accountId?: string;
  /** Default `aws`. */
  readonly partition?: string;
  /** Lambda functions as plain functions, by name or ARN. */
  readonly functions?: Record<string, LambdaFunction>;
  /** Where a Lambda Invoke API is served, for the functions that are not registered. */
  readonly lambdaEndpoint?: string;
  /** Handlers of service integrations, by `service:action`, `service` or `*`. */
  readonly integrations?: Integrations;
  /** The text of a mock file of Step Functions Local. */
  readonly mockFile?: string;
  readonly quotas?: Partial<Quotas>;
  /** Overrides of the language, of the run loop's rules, of operations, and of answers: what seeded faults use. */
  readonly language?: Language;
  readonly rules?: Partial<Rules>;
  readonly operations?: Operations;
  readonly rewriteResponse?: ResponseRewriter;
  /** Changes the model that requests are validated by. */
  readonly reviseSpec?: (spec: Spec) => Spec;
  /** Changes a definition that was accepted, before it is compiled. */
  readonly reviseDefinition?: (definition: JsonObject) => JsonObject;
  /** Changes what the checker has found in a definition. */
  readonly reviseDiagnostics?: CheckOptions['revise'];
}

/** What came with a call besides its input. */
export interface CallOptions {
  /** Default: the engine's own. */
  readonly accountId?: string;
  /** Ends a call that waits (GetActivityTask) when its caller goes away. */
  readonly signal?: AbortSignal;
}

/** Step Functions in this process. Made by `createEngine`. */
export class Engine<C extends Clock = Clock> {
  readonly edition: Edition;
  readonly region: string;
  readonly partition: string;
  readonly accountId: string;
  readonly seed: number;
  /** The Lambda functions; more may be added at any time. */
  readonly functions: Record<string, LambdaFunction>;
  /** The handlers of service integrations; more may be added at any time. */
  readonly integrations: Integrations;
  readonly quotas: Quotas;
  readonly compileOptions: CompileOptions;
  readonly checkOptions: CheckOptions;
  readonly mocks: Mocks;
  /** Where Lambda functions are invoked that are not registered. */
  lambdaEndpoint: string | undefined;
  private readonly accounts = new Map<string, Account>();
  private readonly service: Service;
  private readonly reviseDefinition: EngineOptions['reviseDefinition'];
  private readonly makeClock: () => Clock;

  /** @throws MockFileError */
  constructor(options: EngineOptions<C> = {}) {
    const { edition = 'current', clock = 'virtual', language, rules } = options;
    this.edition = edition;
    this.region = options.region ?? 'us-east-1';
    this.partition = options.partition ?? 'aws';
    this.accountId = options.accountId ?? '123456789012';
    this.seed = options.seed ?? 0;
    this.functions = { ...options.functions };
    this.integrations = { ...options.integrations };
    this.lambdaEndpoint = options.lambdaEndpoint;
    this.quotas = { ...defaultQuotas, ...options.quotas };
    this.mocks = options.mockFile === undefined ? Mocks.none : Mocks.parse(options.mockFile);
    this.compileOptions = {
      edition,
      ...(language === undefined ? {} : { language }),
      ...(rules === undefined ? {} : { rules }),
    };
    const { reviseDiagnostics, rewriteResponse, reviseSpec } = options;
    this.checkOptions = { edition, ...(reviseDiagnostics === undefined ? {} : { revise: reviseDiagnostics }) };
    this.reviseDefinition = options.reviseDefinition;
    this.service = new Service(
      edition,
      { ...defaultOperations, ...options.operations },
      { ...(rewriteResponse && { rewriteResponse }), ...(reviseSpec && { reviseSpec }) },
    );
    const shared = clock === 'real' ? new RealClock() : clock;
    this.makeClock = shared === 'virtual' ? () => new VirtualClock(options.startTime) : () => shared;
  }

  /** The clock of the engine's own account. */
  get clock(): C {
    return this.account().clock as C;
  }

  /** The operations that the edition has. */
  get operations(): readonly string[] {
    return this.service.operations;
  }

  has(operation: string): boolean {
    return this.service.has(operation);
  }

  /** An account's store; a new one for an account that was not seen before. */
  account(id = this.accountId): Account {
    const known = this.accounts.get(id);
    if (known !== undefined) return known;
    const { partition, region } = this;
    const account = new Account(
      { partition, region, accountId: id },
      this.makeClock(),
      createChance(this.seed, id),
      (owner) => new Dispatcher(owner, this.dispatchOptions()),
    );
    this.accounts.set(id, account);
    return account;
  }

  /**
   * Calls an operation: `engine.call('StartExecution', {stateMachineArn})`. The input is validated as a request is.
   * @throws ServiceError (the promise is rejected with it)
   */
  async call<Name extends string>(
    operation: Name,
    input: Json = {},
    { accountId, signal }: CallOptions = {},
  ): Promise<OutputOf<Name>> {
    const account = this.account(accountId);
    const output = await this.invoke(operation, input, account, (listener) =>
      signal?.addEventListener('abort', listener, { once: true }),
    );
    return output as OutputOf<Name>;
  }

  /** As {@link call}, without a promise where none is needed. @throws ServiceError */
  invoke(
    operation: string,
    input: Json,
    account: Account,
    onDisconnect: Call['onDisconnect'],
  ): Output | Promise<Output> {
    return this.service.call(operation, input, { account, engine: this, onDisconnect });
  }

  /** Puts something around an operation's handler. @throws RangeError for an operation that the edition lacks */
  wrapOperation(name: string, wrapper: (handle: Operation) => Operation): void {
    this.service.wrap(name, wrapper);
  }

  compile(definition: JsonObject) {
    return compile(this.reviseDefinition?.(definition) ?? definition, this.compileOptions);
  }

  /** Resolves when no task's function, integration or nested call is under way in the account. */
  settle(accountId?: string): Promise<void> {
    return this.account(accountId).load.tasksDone();
  }

  /**
   * Brings an execution to its end: waits for the tasks that are under way, and moves a virtual clock from timer to timer.
   * @returns what DescribeExecution shows
   * @throws ServiceError for an unknown execution; Error when it waits for something that the clock does not bring
   */
  async finish(executionArn: string, accountId?: string): Promise<OutputOf<'DescribeExecution'>> {
    const account = this.account(accountId);
    for (;;) {
      await account.load.tasksDone();
      const description = await this.call('DescribeExecution', { executionArn }, { accountId: account.id });
      if (description.status !== 'RUNNING') return description;
      if (account.load.taskCalls > 0) continue;
      if (!(account.clock instanceof VirtualClock)) {
        await new Promise<void>((resolve) => executionOf(account, executionArn).execution.onEnd(() => resolve()));
      } else if (!account.clock.advanceToNext()) {
        throw new Error(`${executionArn} waits for a task that nobody does: no timer is left that would end it.`);
      }
    }
  }

  /** Ends all polls that wait, so that nothing is left open. */
  close(): void {
    for (const account of this.accounts.values()) {
      for (const activity of account.activities.values()) activity.dismissPolls();
    }
  }

  private dispatchOptions() {
    const engine = this;
    return {
      functions: engine.functions,
      integrations: engine.integrations,
      mocks: engine.mocks,
      get endpoint() {
        return engine.lambdaEndpoint;
      },
      accountFor: (id: string) => engine.account(id),
      callerFor: (id: string) => (operation: string, input: JsonObject) =>
        engine.invoke(operation, input, engine.account(id), () => undefined),
    };
  }
}
