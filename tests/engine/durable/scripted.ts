import { VirtualClock } from '../../../engine/clock.js';
import {
  type CheckpointAnswer,
  createDurableService,
  type DurableConfig,
  type DurableInvocationEvent,
  type DurableInvocationOutput,
  type DurableService,
  type DurableServiceOptions,
  type FunctionContext,
  finish,
  type HistoryEvent,
  type OperationUpdate,
  settle,
} from '../../../engine/durable/index.js';

/** One invocation of a scripted function: the test is the function's code. */
export class Invocation {
  token: string;
  ended = false;
  private end!: { resolve: (output: unknown) => void; reject: (error: Error) => void };
  readonly result = new Promise<unknown>((resolve, reject) => {
    this.end = { resolve, reject };
  });

  constructor(
    readonly event: DurableInvocationEvent,
    readonly context: FunctionContext,
  ) {
    this.token = event.CheckpointToken;
  }

  get operations() {
    return this.event.InitialExecutionState.Operations;
  }

  operation(id: string) {
    return this.operations.find((operation) => operation.Id === id);
  }

  /** A checkpoint with the current token, which the answer's replaces. */
  async checkpoint(...updates: OperationUpdate[]): Promise<CheckpointAnswer> {
    const answer = await this.context.durable.checkpoint({
      DurableExecutionArn: this.event.DurableExecutionArn,
      CheckpointToken: this.token,
      Updates: updates,
    });
    this.token = answer.CheckpointToken ?? this.token;
    return answer;
  }

  returns(output: DurableInvocationOutput | unknown): void {
    this.ended = true;
    this.end.resolve(output);
  }

  succeeds(result?: unknown): void {
    this.returns({ Status: 'SUCCEEDED', ...(result !== undefined && { Result: JSON.stringify(result) }) });
  }

  fails(ErrorMessage: string, ErrorType = 'Error'): void {
    this.returns({ Status: 'FAILED', Error: { ErrorMessage, ErrorType } });
  }

  suspends(): void {
    this.returns({ Status: 'PENDING' });
  }

  crashes(message = 'crashed'): void {
    this.ended = true;
    this.end.reject(new Error(message));
  }
}

/** A durable function whose invocations the test takes one by one. */
export class ScriptedFunction {
  readonly invocations: Invocation[] = [];
  private readonly waiting: ((invocation: Invocation) => void)[] = [];
  private taken = 0;

  readonly handler = (event: unknown, context: FunctionContext): Promise<unknown> => {
    const invocation = new Invocation(event as DurableInvocationEvent, context);
    this.invocations.push(invocation);
    const taker = this.waiting.shift();
    if (taker) {
      this.taken++;
      taker(invocation);
    }
    return invocation.result;
  };

  /** The next invocation that the test has not taken yet. */
  next(): Promise<Invocation> {
    const ready = this.invocations[this.taken];
    if (ready) {
      this.taken++;
      return Promise.resolve(ready);
    }
    return new Promise((resolve) => this.waiting.push(resolve));
  }
}

/** An engine on a virtual clock with one durable function, `fn`, that the test plays. */
export class Bench {
  readonly clock = new VirtualClock(Date.UTC(2025, 11, 1));
  readonly fn = new ScriptedFunction();
  readonly service: DurableService;

  constructor({ durable = {}, ...options }: DurableServiceOptions & { durable?: DurableConfig } = {}) {
    this.service = createDurableService({
      clock: this.clock,
      seed: 7,
      ...options,
      functions: { fn: { handler: this.fn.handler, durable }, ...options.functions },
    });
  }

  /** Starts an execution of `fn` with an Event invoke and returns its ARN. */
  async start(name?: string, payload: string | undefined = '{}', FunctionName = 'fn'): Promise<string> {
    const { DurableExecutionArn } = await this.service.call('Invoke', {
      FunctionName,
      Qualifier: '$LATEST',
      InvocationType: 'Event',
      ...(name !== undefined && { DurableExecutionName: name }),
      ...(payload !== undefined && { Payload: payload }),
    });
    return DurableExecutionArn!;
  }

  /** Starts an execution and takes its first invocation. */
  async begin(name?: string, payload?: string): Promise<{ arn: string; invocation: Invocation }> {
    const arn = await this.start(name, payload);
    return { arn, invocation: await this.fn.next() };
  }

  execution(DurableExecutionArn: string) {
    return this.service.call('GetDurableExecution', { DurableExecutionArn });
  }

  async history(DurableExecutionArn: string): Promise<readonly HistoryEvent[]> {
    const { Events } = await this.service.call('GetDurableExecutionHistory', { DurableExecutionArn, MaxItems: 1000 });
    return Events;
  }

  async eventTypes(arn: string): Promise<string[]> {
    return (await this.history(arn)).map((event) => event.EventType);
  }

  stop(DurableExecutionArn: string, error: object = {}) {
    return this.service.call('StopDurableExecution', { DurableExecutionArn, ...error });
  }

  settle(): Promise<void> {
    return settle(this.service);
  }

  finish(arn: string): Promise<void> {
    return finish(this.service, this.clock, arn);
  }

  /** Lets what was just caused happen: promises run, invocations begin. */
  async tick(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
  }
}

export const step = (
  Id: string,
  Action: OperationUpdate['Action'],
  more: Partial<OperationUpdate> = {},
): OperationUpdate => ({
  Id,
  Type: 'STEP',
  SubType: 'Step',
  Action,
  ...more,
});

export const wait = (Id: string, seconds: number, more: Partial<OperationUpdate> = {}): OperationUpdate => ({
  Id,
  Type: 'WAIT',
  SubType: 'Wait',
  Action: 'START',
  WaitOptions: { WaitSeconds: seconds },
  ...more,
});

export const callback = (Id: string, more: Partial<OperationUpdate> = {}): OperationUpdate => ({
  Id,
  Type: 'CALLBACK',
  SubType: 'Callback',
  Action: 'START',
  ...more,
});

export const context = (
  Id: string,
  Action: OperationUpdate['Action'],
  more: Partial<OperationUpdate> = {},
): OperationUpdate => ({ Id, Type: 'CONTEXT', SubType: 'RunInChildContext', Action, ...more });

export const chained = (Id: string, FunctionName: string, more: Partial<OperationUpdate> = {}): OperationUpdate => ({
  Id,
  Type: 'CHAINED_INVOKE',
  SubType: 'ChainedInvoke',
  Action: 'START',
  ChainedInvokeOptions: { FunctionName },
  ...more,
});

/** The id of the one callback in an answer. */
export function callbackIdOf(answer: CheckpointAnswer): string {
  const id = answer.NewExecutionState.Operations.find(({ Type }) => Type === 'CALLBACK')?.CallbackDetails?.CallbackId;
  if (id === undefined) throw new Error('The answer holds no callback.');
  return id;
}
