import type fc from 'fast-check';
import type { CallAnswer } from '../../../arbitraries/calls/index.js';
import type { JsonObject } from '../../../arbitraries/json.js';
import type { SequentialModel } from '../../../harness/linearizability.js';

/** What a client can do: calls, and, where time is ours, let it pass. */
export interface Hands {
  send(operation: string, input: JsonObject, signal?: AbortSignal): Promise<CallAnswer>;
  advance(seconds: number): void;
}

/** One of several clients. What it does through {@link observe} is what the model is asked about. */
export interface Client<Call, Answer> extends Hands {
  /** Its place among the clients, and the place of the step that it takes in its script. */
  readonly place: readonly [client: number, step: number];
  observe(call: Call, send: () => Promise<Answer>): Promise<Answer>;
}

/** One thing that several clients use at once, and what is right of it. Model states are JSON values. */
export interface Shared<State, Step, Call, Answer, Names> {
  readonly model: SequentialModel<State, Call, Answer>;
  /** What a client may do next. */
  readonly step: fc.Arbitrary<Step>;
  /** Makes the thing. */
  prepare(hands: Hands): Promise<Names>;
  perform(step: Step, client: Client<Call, Answer>, names: Names): Promise<void>;
  /** What one more client does when all others are done. */
  conclude?(client: Client<Call, Answer>, names: Names): Promise<void>;
  /** A call and its answer, as a text. */
  show(call: Call, answer: Answer | undefined): string;
}

/** Calls an operation that nobody disturbs. @throws Error when it is refused */
export async function made(hands: Hands, operation: string, input: JsonObject): Promise<JsonObject> {
  const answer = await hands.send(operation, input);
  if (answer.kind === 'refusal') throw new Error(`${operation} is refused: ${answer.error}`);
  return answer.output;
}

/** A number that no other step of any client has. */
export const unique = <Call, Answer>({ place: [client, step] }: Client<Call, Answer>): number => client * 10 + step;
