import type fc from 'fast-check';
import type { JsonObject } from '../../../arbitraries/json.js';
import { type Engine, ServiceError, type VirtualClock } from '../../../engine/index.js';
import { type Linearizability, linearizability, type Observed } from '../../../harness/linearizability.js';
import type { Client, Hands, Shared } from './shared.js';

/** Longer than any poll waits, seconds. */
const POLL_SECONDS = 61;

/** What several clients saw, and whether it fits into one order. */
export interface Interleaved<Call, Answer> {
  readonly seen: readonly Observed<Call, Answer>[];
  readonly verdict: Linearizability['kind'];
}

/** The calls on their way, but for polls, which may wait for as long as they like. */
class EngineHands implements Hands {
  busy = 0;

  constructor(private readonly engine: Engine<VirtualClock>) {}

  readonly send: Hands['send'] = async (operation, input, signal) => {
    const counts = operation !== 'GetActivityTask';
    if (counts) this.busy++;
    try {
      const output = await this.engine.call(operation, input, signal === undefined ? {} : { signal });
      return { kind: 'success', output: output as JsonObject };
    } catch (error) {
      if (error instanceof ServiceError) return { kind: 'refusal', error: error.name };
      throw error;
    } finally {
      if (counts) this.busy--;
    }
  };

  advance(seconds: number): void {
    this.engine.clock.advance(seconds * 1000);
  }
}

/**
 * Lets clients use one thing of an engine in this process, in an order that a scheduler chooses: when each request comes to be
 * handled, and when its answer arrives. Whatever the engine itself waits for, it waits for among all that.
 */
export async function interleaved<State, Step, Call, Answer, Names>(
  scheduler: fc.Scheduler,
  engine: Engine<VirtualClock>,
  shared: Shared<State, Step, Call, Answer, Names>,
  scripts: readonly (readonly Step[])[],
): Promise<Interleaved<Call, Answer>> {
  const hands = new EngineHands(engine);
  const names = await shared.prepare(hands);
  const seen: Observed<Call, Answer>[] = [];
  let instant = 0;
  const clientAt = (place: readonly [number, number]): Client<Call, Answer> => ({
    place,
    send: hands.send,
    advance: (seconds) => hands.advance(seconds),
    async observe(call, send) {
      const label = `client ${place[0]}: ${shared.show(call, undefined).replace(/: no answer$/, '')}`;
      await scheduler.schedule(Promise.resolve(), label);
      const start = ++instant;
      const answer = await send();
      const end = ++instant;
      seen.push({ call, answer, start, end });
      await scheduler.schedule(Promise.resolve(), `${label}, answered`);
      return answer;
    },
  });
  const done = async (work: Promise<unknown>): Promise<void> => {
    let open = true;
    const close = (): void => {
      open = false;
    };
    work.then(close, close);
    while (open) {
      await scheduler.waitIdle();
      await turn();
      // Only polls for which there is no task are left: their time comes to its end.
      if (open && scheduler.count() === 0 && hands.busy === 0) hands.advance(POLL_SECONDS);
    }
    await work;
  };
  await done(
    Promise.all(
      scripts.map(async (script, client) => {
        for (const [step, what] of script.entries()) await shared.perform(what, clientAt([client, step]), names);
      }),
    ),
  );
  if (shared.conclude !== undefined) await done(shared.conclude(clientAt([scripts.length, 0]), names));
  engine.close();
  return { seen, verdict: linearizability(seen, shared.model).kind };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** What was seen, one call a line, in the order in which they began. */
export function shownCalls<Call, Answer>(
  { seen }: Interleaved<Call, Answer>,
  show: (call: Call, answer: Answer | undefined) => string,
): string {
  const ordered = [...seen].sort((one, other) => one.start - other.start);
  return ordered.map(({ call, answer, start, end }) => `[${start}-${end}] ${show(call, answer)}`).join('\n');
}
