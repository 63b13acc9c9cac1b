import type { Answered, DurableWorld, Invoked } from '../../arbitraries/durable/index.js';
import type { DurableOperation } from '../../harness/durable/operations.js';
import type { CaseContext, Exchange, Invocation, Update } from '../../harness/index.js';

const statuses = (operations: readonly DurableOperation[]): ReadonlyMap<string, string> =>
  new Map(operations.map(({ Id, Status }) => [Id ?? '', Status ?? '']));

const answered = ({ error }: Exchange): Answered =>
  error === undefined ? { kind: 'accepted' } : { kind: 'refused', error: error.type };

/** A target with a wall clock gets so long to do what it must, milliseconds. */
const SETTLE_MS = 3_000;

export type DrawnWorld = DurableWorld & Required<Pick<DurableWorld, 'close'>>;

/** An execution of the target, whose function the case plays. */
export async function drawnWorld(
  { durable, lambda, clock, target }: CaseContext,
  timeoutSeconds: number,
): Promise<DrawnWorld> {
  const durableConfig = { ExecutionTimeout: timeoutSeconds, RetentionPeriodInDays: 1 };
  const { fn, arn, invocation } = await durable.begin({ durableConfig });
  const start = (await durable.describe(arn)).StartTimestamp ?? 0;
  const callbacks = new Map<string, string>();
  let current: Invocation = invocation;
  let used = '';

  /** The invocation that came last is the one under way. Those that came are taken, so that `next` waits for the one after. */
  const take = async (): Promise<void> => {
    for (let taken = fn.invocations.indexOf(current) + 1; taken < fn.invocations.length; taken++) {
      current = await fn.next();
    }
  };

  const isReal = target.clock.kind === 'real';
  return {
    async close() {
      try {
        await durable.stop(arn);
      } finally {
        for (const one of fn.invocations) one.abandon();
      }
    },
    time: isReal ? 'real' : 'drawn',
    async settled(ask) {
      const deadline = performance.now() + (isReal ? SETTLE_MS : 0);
      for (;;) {
        // A virtual clock is quiet when all that was begun has come.
        await clock.sleep(0);
        await take();
        const wrong = await ask();
        if (wrong === undefined || performance.now() >= deadline) return wrong;
        await clock.sleep(50);
      }
    },
    async checkpoint(updates, token) {
      await take();
      if (token === 'used') return { ...answered(await current.checkpoint([], { token: used })), told: new Map() };
      const taken = current.token;
      const exchange = await current.checkpoint(updates as readonly Update[]);
      const answer = answered(exchange);
      if (answer.kind === 'refused') return answer;
      used = taken;
      const told = exchange.output.NewExecutionState?.Operations ?? [];
      for (const { Id = '', CallbackDetails } of told) {
        if (CallbackDetails?.CallbackId !== undefined) callbacks.set(Id, CallbackDetails.CallbackId);
      }
      return { kind: 'accepted', told: statuses(told) };
    },
    async end(how) {
      await take();
      await current[how]();
      await take();
    },
    async advance(ms) {
      await clock.sleep(ms);
      await take();
    },
    async untilInvoked() {
      current = await fn.next();
    },
    async answer(how, operation) {
      const CallbackId = callbacks.get(operation) ?? '';
      const sent = await lambda.call(`SendDurableExecutionCallback${how}`, { CallbackId });
      await clock.sleep(0);
      await take();
      return answered(sent);
    },
    async stop() {
      const sent = await durable.stop(arn);
      await clock.sleep(0);
      await take();
      return answered(sent);
    },
    now: async () => (await clock.now()) - start * 1_000,
    async events() {
      return (await durable.history(arn, { data: false })).map(({ EventType = '', Id }) =>
        Id === undefined || EventType.startsWith('Execution') ? EventType : `${EventType} ${Id}`,
      );
    },
    async describe() {
      const { Status = '', EndTimestamp } = await durable.describe(arn, { IncludeExecutionData: false });
      return { status: Status, hasEnd: EndTimestamp !== undefined };
    },
    invocations: (): readonly Invoked[] => fn.invocations.map(({ operations }) => ({ given: statuses(operations) })),
  };
}
