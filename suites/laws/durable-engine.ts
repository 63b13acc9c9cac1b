import type { Answered, Checkpointed, DurableWorld, Invoked } from '../../arbitraries/durable/index.js';
import type { Json } from '../../arbitraries/json.js';
import { VirtualClock } from '../../engine/clock.js';
import {
  createDurableService,
  DurableError,
  type DurableInvocationEvent,
  type DurableService,
  type DurableServiceOptions,
  type FunctionContext,
  type Operation,
  type OperationUpdate,
} from '../../engine/durable/index.js';

/** One invocation of the function that is played. */
interface Invocation {
  readonly event: DurableInvocationEvent;
  readonly context: FunctionContext;
  token: string;
  isOver: boolean;
  readonly end: (output: unknown) => void;
  readonly crash: (error: Error) => void;
}

const statuses = (operations: readonly Operation[]): ReadonlyMap<string, string> =>
  new Map(operations.map(({ Id, Status }) => [Id, Status]));

const operationsOf = ({ event }: Invocation): readonly Operation[] => event.InitialExecutionState.Operations;

/** What a call comes to; refusals are answers. */
async function settledAs<Accepted>(
  call: Promise<Accepted>,
): Promise<Accepted | Extract<Answered, { readonly kind: 'refused' }>> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof DurableError) return { kind: 'refused', error: error.name };
    throw error;
  }
}

const accepted = (): Answered => ({ kind: 'accepted' });

/** An execution on the durable service in this process, sound or with a fault, on a virtual clock. */
export class DurableEngineWorld implements DurableWorld {
  readonly time = 'drawn';
  private readonly clock = new VirtualClock(Date.UTC(2025, 11, 1));
  private readonly begun: Invocation[] = [];
  private readonly callbacks = new Map<string, string>();
  private readonly service: DurableService;
  private readonly start: number;
  private arn = '';
  private used = '';

  private constructor(ExecutionTimeout: number, faults: DurableServiceOptions) {
    const handler = (event: unknown, context: FunctionContext): Promise<unknown> =>
      new Promise((end, crash) => {
        const begun = event as DurableInvocationEvent;
        this.begun.push({ event: begun, context, token: begun.CheckpointToken, isOver: false, end, crash });
      });
    const functions = { fn: { handler, durable: { ExecutionTimeout } } };
    this.service = createDurableService({ seed: 7, ...faults, clock: this.clock, functions });
    this.start = this.clock.now();
  }

  /** Starts an execution of a function whose first invocation is under way. */
  static async open(timeoutSeconds: number, faults: DurableServiceOptions = {}): Promise<DurableEngineWorld> {
    const world = new DurableEngineWorld(timeoutSeconds, faults);
    const { DurableExecutionArn } = await world.service.call('Invoke', {
      FunctionName: 'fn',
      Qualifier: '$LATEST',
      InvocationType: 'Event',
      Payload: '{}',
    });
    world.arn = DurableExecutionArn ?? '';
    await world.settle();
    return world;
  }

  /** The invocation under way, or the last one. */
  private underWay(): Invocation {
    const current = this.begun.findLast(({ isOver }) => !isOver) ?? this.begun.at(-1);
    if (current === undefined) throw new Error('The function was never invoked.');
    return current;
  }

  async checkpoint(updates: readonly Json[], token: 'live' | 'used'): Promise<Checkpointed> {
    const current = this.underWay();
    const CheckpointToken = token === 'live' ? current.token : this.used;
    const request = {
      DurableExecutionArn: this.arn,
      CheckpointToken,
      Updates: updates as unknown as OperationUpdate[],
    };
    return await settledAs(
      current.context.durable.checkpoint(request).then((answer): Checkpointed => {
        if (token === 'used') return { kind: 'accepted', told: new Map() };
        const { Operations } = answer.NewExecutionState;
        this.used = CheckpointToken;
        current.token = answer.CheckpointToken ?? current.token;
        for (const { Id, CallbackDetails } of Operations) {
          if (CallbackDetails?.CallbackId !== undefined) this.callbacks.set(Id, CallbackDetails.CallbackId);
        }
        return { kind: 'accepted', told: statuses(Operations) };
      }),
    );
  }

  async end(how: 'suspends' | 'crashes' | 'succeeds' | 'fails'): Promise<void> {
    const current = this.underWay();
    current.isOver = true;
    switch (how) {
      case 'suspends':
        current.end({ Status: 'PENDING' });
        break;
      case 'succeeds':
        current.end({ Status: 'SUCCEEDED' });
        break;
      case 'fails':
        current.end({ Status: 'FAILED', Error: { ErrorMessage: 'drawn', ErrorType: 'Error' } });
        break;
      case 'crashes':
        current.crash(new Error('crashed'));
        break;
      default:
        how satisfies never;
    }
    await this.settle();
  }

  async advance(ms: number): Promise<void> {
    this.clock.advance(ms);
    await this.settle();
  }

  async untilInvoked(): Promise<void> {
    const before = this.begun.length;
    while (this.begun.length === before && this.clock.advanceToNext()) await this.settle();
  }

  async answer(how: 'Success' | 'Failure' | 'Heartbeat', operation: string): Promise<Answered> {
    const CallbackId = this.callbacks.get(operation) ?? '';
    const answer = await settledAs(
      this.service.call(`SendDurableExecutionCallback${how}`, { CallbackId }).then(accepted),
    );
    await this.settle();
    return answer;
  }

  async stop(): Promise<Answered> {
    const call = this.service.call('StopDurableExecution', { DurableExecutionArn: this.arn });
    const answer = await settledAs(call.then(accepted));
    await this.settle();
    return answer;
  }

  async settled<Wrong>(ask: () => Promise<Wrong | undefined>): Promise<Wrong | undefined> {
    return await ask();
  }

  async now(): Promise<number> {
    return this.clock.now() - this.start;
  }

  async events(): Promise<readonly string[]> {
    const request = { DurableExecutionArn: this.arn, MaxItems: 1_000 };
    const { Events } = await this.service.call('GetDurableExecutionHistory', request);
    return Events.map(({ EventType, Id }) =>
      Id === undefined || EventType.startsWith('Execution') ? EventType : `${EventType} ${Id}`,
    );
  }

  async describe(): Promise<{ readonly status: string; readonly hasEnd: boolean }> {
    const described = await this.service.call('GetDurableExecution', { DurableExecutionArn: this.arn });
    return { status: described.Status, hasEnd: described.EndTimestamp !== undefined };
  }

  invocations(): readonly Invoked[] {
    return this.begun.map((invocation) => ({ given: statuses(operationsOf(invocation)) }));
  }

  /** Lets what was just caused happen: promises run, invocations begin. */
  private async settle(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
  }
}
