import type { DurableWorld, Invoked } from '../../arbitraries/durable/index.js';
import type { DurableServiceOptions, Operation, OperationUpdate } from '../../engine/durable/index.js';
import { DurableError } from '../../engine/durable/index.js';
import { Bench, type Invocation } from '../engine/durable/scripted.js';

export const TIMEOUT_SECONDS = 600;

const statuses = (operations: readonly Operation[]): ReadonlyMap<string, string> =>
  new Map(operations.map(({ Id, Status }) => [Id, Status]));

async function answered<Accepted extends object>(
  call: Promise<Accepted>,
): Promise<Accepted | { kind: 'refused'; error: string }> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof DurableError) return { kind: 'refused', error: error.name };
    throw error;
  }
}

/** An execution on the engine in this process, on a virtual clock. */
export class BenchWorld implements DurableWorld {
  readonly time = 'drawn';
  private used = '';
  private readonly callbacks = new Map<string, string>();
  private readonly start: number;

  private constructor(
    readonly bench: Bench,
    readonly arn: string,
    private current: Invocation,
  ) {
    this.start = bench.clock.now();
  }

  static async open(options: DurableServiceOptions = {}): Promise<BenchWorld> {
    const bench = new Bench({ ...options, durable: { ExecutionTimeout: TIMEOUT_SECONDS } });
    const { arn, invocation } = await bench.begin();
    return new BenchWorld(bench, arn, invocation);
  }

  async checkpoint(updates: readonly unknown[], token: 'live' | 'used') {
    const { current } = this;
    if (token === 'used') {
      const call = current.context.durable.checkpoint({
        DurableExecutionArn: this.arn,
        CheckpointToken: this.used,
        Updates: updates as OperationUpdate[],
      });
      return await answered(call.then(() => ({ kind: 'accepted' as const, told: new Map<string, string>() })));
    }
    const taken = current.token;
    return await answered(
      current.checkpoint(...(updates as OperationUpdate[])).then(({ NewExecutionState: { Operations } }) => {
        this.used = taken;
        for (const { Id, CallbackDetails } of Operations) {
          if (CallbackDetails?.CallbackId !== undefined) this.callbacks.set(Id, CallbackDetails.CallbackId);
        }
        return { kind: 'accepted' as const, told: statuses(Operations) };
      }),
    );
  }

  async end(how: 'suspends' | 'crashes' | 'succeeds' | 'fails') {
    if (how === 'fails') this.current.fails('drawn');
    else this.current[how]();
    await this.settle();
  }

  async advance(ms: number) {
    this.bench.clock.advance(ms);
    await this.settle();
  }

  async untilInvoked() {
    const before = this.bench.fn.invocations.length;
    while (this.bench.fn.invocations.length === before && this.bench.clock.advanceToNext()) await this.settle();
  }

  async answer(how: 'Success' | 'Failure' | 'Heartbeat', operation: string) {
    const CallbackId = this.callbacks.get(operation) ?? '';
    const call = this.bench.service.call(`SendDurableExecutionCallback${how}`, { CallbackId });
    const told = await answered(call.then(() => ({ kind: 'accepted' as const })));
    await this.settle();
    return told;
  }

  async stop() {
    const told = await answered(this.bench.stop(this.arn).then(() => ({ kind: 'accepted' as const })));
    await this.settle();
    return told;
  }

  settled<Wrong>(ask: () => Promise<Wrong | undefined>): Promise<Wrong | undefined> {
    return ask();
  }

  async now() {
    return this.bench.clock.now() - this.start;
  }

  async events() {
    return (await this.bench.history(this.arn)).map(({ EventType, Id }) =>
      Id === undefined || EventType.startsWith('Execution') ? EventType : `${EventType} ${Id}`,
    );
  }

  async describe() {
    const { Status, EndTimestamp } = await this.bench.execution(this.arn);
    return { status: Status, hasEnd: EndTimestamp !== undefined };
  }

  invocations(): readonly Invoked[] {
    return this.bench.fn.invocations.map(({ operations }) => ({ given: statuses(operations) }));
  }

  private async settle() {
    await this.bench.tick();
    this.current = this.bench.fn.invocations.findLast(({ ended }) => !ended) ?? this.current;
  }
}
