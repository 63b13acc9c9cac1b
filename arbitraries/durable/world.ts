import type { Json } from '../json.js';

/** How a call was answered. */
export type Answered =
  | { readonly kind: 'accepted' }
  /** `error`: its name. */
  | { readonly kind: 'refused'; readonly error: string };

/** A checkpoint that was accepted also tells the statuses of operations, by their ids. */
export type Checkpointed =
  | { readonly kind: 'accepted'; readonly told: ReadonlyMap<string, string> }
  | Extract<Answered, { readonly kind: 'refused' }>;

/** An invocation that the function was given: the statuses of its operations, by their ids. */
export interface Invoked {
  readonly given: ReadonlyMap<string, string>;
}

/** One execution on some service, whose function is played. */
export interface DurableWorld {
  readonly time: 'drawn' | 'real';
  /** Asks for what is wrong, again and again where the service may need a moment, until nothing is. */
  settled<Wrong>(ask: () => Promise<Wrong | undefined>): Promise<Wrong | undefined>;
  /** @param token the one that the last checkpoint gave, or the one that it took */
  checkpoint(updates: readonly Json[], token: 'live' | 'used'): Promise<Checkpointed>;
  /** Ends the invocation that is under way. */
  end(how: 'suspends' | 'crashes' | 'succeeds' | 'fails'): Promise<void>;
  /** Lets so many milliseconds pass. */
  advance(ms: number): Promise<void>;
  /** Lets time pass until the function is invoked again. */
  untilInvoked(): Promise<void>;
  /** @param operation the id of the callback's operation */
  answer(how: 'Success' | 'Failure' | 'Heartbeat', operation: string): Promise<Answered>;
  stop(): Promise<Answered>;
  /** Milliseconds since the start of the execution. */
  now(): Promise<number>;
  /** The types of all events, oldest first, each with the id of its operation after a space; the execution's own without. */
  events(): Promise<readonly string[]>;
  describe(): Promise<{ readonly status: string; readonly hasEnd: boolean }>;
  /** All invocations so far. */
  invocations(): readonly Invoked[];
  /** Stops the execution, and lets go of its invocations: a service may have room for a few at a time. */
  close?(): Promise<void>;
}
