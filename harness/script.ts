/** What a scripted task does with one attempt. */
export type Step =
  | { readonly kind: 'succeed'; readonly output: unknown }
  | { readonly kind: 'fail'; readonly error: string | undefined; readonly cause: string | undefined }
  /** Never answers. */
  | { readonly kind: 'never' }
  /** Lets `seconds` of the target's time pass, then goes on. */
  | { readonly kind: 'late'; readonly seconds: number; readonly then: Step }
  /** A heartbeat after each `everySeconds` of the target's time, `times` of them, then goes on at once. */
  | { readonly kind: 'heartbeats'; readonly everySeconds: number; readonly times: number; readonly then: Step }
  /** What it does depends on the input. */
  | { readonly kind: 'reply'; readonly answer: (input: unknown) => Step };

/** One step an attempt, in the order in which they are asked for. An attempt beyond its end fails as `Conformance.ScriptEnded`. */
export type Script = readonly Step[];

/** Succeeds with `output`, any JSON value. */
export const succeed = (output: unknown): Step => ({ kind: 'succeed', output });

/** Fails. A member that is absent is not sent. */
export const fail = (error?: string, cause?: string): Step => ({ kind: 'fail', error, cause });

/** Takes the task and never answers. */
export const never = (): Step => ({ kind: 'never' });

/** Answers only after `seconds` of the target's time. */
export const late = (seconds: number, then: Step): Step => ({ kind: 'late', seconds, then });

/** Sends `times` heartbeats, `everySeconds` apart, the first after `everySeconds`; then does `then` at once. */
export const heartbeats = (everySeconds: number, times: number, then: Step): Step => ({
  kind: 'heartbeats',
  everySeconds,
  times,
  then,
});

/** Decides by the task's input. */
export const reply = (answer: (input: unknown) => Step): Step => ({ kind: 'reply', answer });
