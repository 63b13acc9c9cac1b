import type { Handler, PlainHandler } from './runtime.js';

type ErrorGiven = { readonly ErrorType?: string; readonly ErrorMessage?: string };

/** A handler for the official SDK, what happens around it, and what must come of it. */
export interface Scene {
  readonly handler: Handler;
  /** JSON. Default null. */
  readonly input?: unknown;
  readonly durableConfig?: { readonly ExecutionTimeout?: number };
  /** Started by a caller who waits for the end. Default: by one who does not. */
  readonly synchronous?: true;
  /** Seconds that one invocation may take. Default 60. */
  readonly timeoutSeconds?: number;
  /** What the handler invokes, by name. */
  readonly functions?: Readonly<
    Record<
      string,
      | { readonly handler: Handler; readonly durableConfig?: { readonly ExecutionTimeout?: number } }
      | { readonly plain: PlainHandler }
    >
  >;
  /** What others do before time runs on by itself until the execution ends. */
  readonly world?: (world: World) => Promise<void>;
  readonly ends: End;
  /** All events, as `shownHistory` shows them. */
  readonly history: readonly string[];
  /** Why the finished handler can not be replayed: it never came to its end. */
  readonly noReplay?: string;
}

export type End =
  /** `result` is what the handler returned. */
  | { readonly status: 'SUCCEEDED'; readonly result: unknown }
  | { readonly status: 'FAILED' | 'STOPPED' | 'TIMED_OUT'; readonly error: ErrorGiven };

/** Everybody but the function. Each call first waits until no function runs. */
export interface World {
  idle(): Promise<void>;
  /** Lets so much time pass. */
  pass(seconds: number): Promise<void>;
  /** Answers the callback of that name. Absent `body`: no result. */
  succeed(name: string, body?: string): Promise<void>;
  fail(name: string, error: ErrorGiven): Promise<void>;
  heartbeat(name: string): Promise<void>;
  /** Stops the execution, or the one that runs the function `of`. */
  stop(error: ErrorGiven, of?: string): Promise<void>;
  /** Answers the callback of that name, and finds it refused with this error. */
  refusesAnswer(name: string, error: string): Promise<void>;
  /** Lets so much time pass while a handler hangs. Waits until one does. */
  passWhileHanging(seconds: number): Promise<void>;
}
