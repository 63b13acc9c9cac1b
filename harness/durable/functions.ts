import type { CleanUp } from '../clean-up.js';
import type { Clock } from '../clock.js';
import { isMembers, shownValue } from '../judge/body.js';
import type { FunctionAnswer, LambdaHost } from '../lambda-host.js';
import { hostedName } from '../lambda-relay.js';
import type { FreshNames } from '../names.js';
import type { Occupation } from '../occupation.js';
import { Breach, NotApplicable } from '../verdict.js';
import type { LambdaCaller } from './client.js';
import { ENDPOINT_VARIABLE, forwarderCode } from './forwarder.js';
import { Invocation, type InvocationEvent, type InvocationParts } from './invocation.js';
import type { FunctionWay } from './ways.js';

export interface FunctionOptions {
  /** Default: durable, with an ExecutionTimeout of 600 s. `null`: not durable. */
  readonly durableConfig?: Readonly<Record<string, unknown>> | null;
  /** Seconds. Default 900. */
  readonly timeout?: number;
}

export interface FunctionParts extends InvocationParts {
  readonly undo: LambdaCaller;
  readonly clock: Clock;
  readonly occupation: Occupation;
  readonly lambda: LambdaHost;
  readonly names: FreshNames;
  readonly cleanUp: CleanUp;
  readonly region: string;
  readonly accountId: string;
  readonly signal: AbortSignal;
  readonly way: FunctionWay;
  /** Where the target finds the functions of all workers. */
  readonly lambdaEndpoint: string | undefined;
}

/** The end-of-directory record of a ZIP archive without files, base64: the code is the harness's. */
const EMPTY_ZIP = 'UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA==';

/** A request of CreateFunction for a function that the harness hosts. */
export function functionRequest(name: string, accountId: string, options: FunctionOptions = {}) {
  const { durableConfig = { ExecutionTimeout: 600, RetentionPeriodInDays: 1 }, timeout = 900 } = options;
  return {
    FunctionName: name,
    Role: `arn:aws:iam::${accountId}:role/conformance`,
    Runtime: 'nodejs22.x',
    Handler: 'index.handler',
    Code: { ZipFile: EMPTY_ZIP },
    Timeout: timeout,
    ...(durableConfig === null ? {} : { DurableConfig: durableConfig }),
  };
}

/** A durable function whose invocations wait for the case. */
export class DurableFunction {
  /** All invocations so far. */
  readonly invocations: Invocation[] = [];
  /** The names that executions were started with. */
  readonly startedNames = new Set<string>();
  /** What CreateFunction answered. A target may keep functions in another account than state machines. */
  toldArn: string | undefined;
  private taken = 0;

  constructor(
    readonly name: string,
    private readonly parts: FunctionParts,
    private readonly options: FunctionOptions = {},
  ) {}

  get durableConfig(): Readonly<Record<string, unknown>> {
    return this.options.durableConfig ?? {};
  }

  /** Its ARN without a version: as CreateFunction told it. */
  get arn(): string {
    return this.toldArn ?? arnOf(this.name, this.parts);
  }

  /** The ARN of `$LATEST`: durable functions are invoked with a qualifier. */
  get latest(): string {
    return `${this.arn}:$LATEST`;
  }

  /** The next invocation that the case has not seen. A virtual clock is moved on until it comes. */
  async next(): Promise<Invocation> {
    const invocation = await this.awaitInvocation((_, index) => index >= this.taken);
    this.taken++;
    return invocation;
  }

  /** The first invocation that is `wanted`, seen by the case or not. */
  async awaitInvocation(wanted: (invocation: Invocation, index: number) => boolean): Promise<Invocation> {
    const { clock, patience } = this.parts;
    const found = () => this.invocations.find(wanted);
    const come = await clock.poll(
      async () => found(),
      patience.withinMs,
      () => found() === undefined,
    );
    if (come.kind === 'found') return come.value;
    const actual = `${this.taken} invocations, and no other comes`;
    throw new Breach({
      reason: `The function ${this.name} is not invoked: ${actual}.`,
      expected: `invocation ${this.taken + 1} of the function`,
      actual,
    });
  }

  /** Called by the host: one invocation, open until the case ends it. */
  async invoked(payload: unknown, gone: AbortSignal): Promise<FunctionAnswer> {
    const { occupation, signal } = this.parts;
    const event = eventOf(payload);
    this.parts.caller.learnEvent(event);
    const before = this.invocations.filter(({ arn }) => arn === event.DurableExecutionArn).length;
    const invocation = new Invocation(event, this.parts, before + 1);
    return await occupation.script(async () => {
      this.invocations.push(invocation);
      const give = () => invocation.abandon();
      for (const given of [gone, signal]) given.addEventListener('abort', give, { once: true });
      if (signal.aborted) give();
      return await occupation.rest(true, () => invocation.answer);
    });
  }
}

const arnOf = (name: string, { region, accountId }: Pick<FunctionParts, 'region' | 'accountId'>): string =>
  `arn:aws:lambda:${region}:${accountId}:function:${name}`;

/** What came, as far as it is an event: a case finds out about the rest. */
function eventOf(payload: unknown): InvocationEvent {
  if (isMembers(payload) && typeof payload.DurableExecutionArn === 'string')
    return payload as unknown as InvocationEvent;
  const shown = shownValue(payload);
  return {
    DurableExecutionArn: `(no event: ${shown})`,
    CheckpointToken: '',
    InitialExecutionState: { Operations: [] },
  };
}

/** Functions of one case, hosted by the harness. */
export class CaseFunctions {
  constructor(private readonly parts: FunctionParts) {}

  /** A durable function that was created at the target. It is deleted when the case ends. */
  async durable(options: FunctionOptions = {}): Promise<DurableFunction> {
    const { lambda, names } = this.parts;
    const name = hostedName(await lambda.port(), names.next('d'));
    this.parts.patience.heed(options.durableConfig?.ExecutionTimeout);
    const hosted = new DurableFunction(name, this.parts, options);
    this.host(name, (payload, gone) => hosted.invoked(payload, gone));
    hosted.toldArn = await this.create(name, options);
    return hosted;
  }

  /** A function that is not durable, and answers at once. @returns its ARN */
  async plain(answer: (input: unknown) => FunctionAnswer): Promise<{ readonly name: string; readonly arn: string }> {
    const { lambda, names, occupation } = this.parts;
    const name = hostedName(await lambda.port(), names.next('p'));
    this.host(name, (payload) => occupation.script(async () => answer(payload)));
    const told = await this.create(name, { durableConfig: null });
    return { name, arn: told ?? arnOf(name, this.parts) };
  }

  /**
   * A name that no function has, which the harness would serve.
   * @throws NotApplicable when the target takes each name for a function
   */
  async freshName(): Promise<string> {
    if (this.parts.way === 'behind-endpoint') {
      throw new NotApplicable('The target takes each name for a function, so there is none without one.');
    }
    return hostedName(await this.parts.lambda.port(), this.parts.names.next('n'));
  }

  /** Deletes the function when the case ends. */
  forget(name: string): void {
    const { cleanUp, undo } = this.parts;
    cleanUp.add(`function ${name}`, async () => {
      await undo.request('DeleteFunction', { FunctionName: name }, 'cleanup');
    });
  }

  private host(name: string, hosted: Parameters<LambdaHost['register']>[1]): void {
    const takeAway = this.parts.lambda.register(name, hosted);
    this.parts.signal.addEventListener('abort', takeAway, { once: true });
  }

  /** @returns its ARN, when the target told one */
  private async create(name: string, options: FunctionOptions): Promise<string | undefined> {
    const { caller, accountId, way } = this.parts;
    if (way === 'behind-endpoint') {
      this.takeAsItIs(options);
      return undefined;
    }
    const asked = functionRequest(name, accountId, options);
    const created = await caller.call('CreateFunction', way === 'forwarding' ? this.forwarding(asked) : asked);
    const { FunctionName, FunctionArn } = created.output;
    if (FunctionName !== name) {
      throw new Breach({
        reason: `CreateFunction answers with FunctionName ${shownValue(FunctionName)}`,
        expected: `CreateFunction answers with FunctionName ${name}`,
        actual: shownValue(FunctionName),
        exchange: created.index,
      });
    }
    this.forget(name);
    return typeof FunctionArn === 'string' && FunctionArn.endsWith(`:function:${name}`) ? FunctionArn : undefined;
  }

  /** Nothing is made: the target runs each function in the same way. */
  private takeAsItIs({ durableConfig, timeout }: FunctionOptions): void {
    if (durableConfig === null) {
      throw new NotApplicable('The target must be told of plain functions before it is started.');
    }
    if (timeout !== undefined) throw new NotApplicable('The target has one time limit for the calls of all functions.');
  }

  private forwarding(asked: ReturnType<typeof functionRequest>): Readonly<Record<string, unknown>> {
    const { lambdaEndpoint = '' } = this.parts;
    return {
      ...asked,
      Code: { ZipFile: forwarderCode() },
      Environment: { Variables: { [ENDPOINT_VARIABLE]: lambdaEndpoint } },
      ...(asked.DurableConfig === undefined ? {} : { DurableConfig: { ...asked.DurableConfig, Enabled: true } }),
    };
  }
}
