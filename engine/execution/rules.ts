/**
 * Behaviour that one statement of the reference names, one replaceable function each. A seeded fault overrides entries;
 * nothing else does.
 */
export interface Rules {
  /** Seconds to wait before retry number `attempt` (counted from 0) of a retrier. `random` is in [0, 1). */
  readonly retryDelay: (retrier: RetryTiming, attempt: number, random: () => number) => number;
}

/** What a retrier says about the time between attempts. */
export interface RetryTiming {
  readonly intervalSeconds: number;
  readonly backoffRate: number;
  readonly maxDelaySeconds?: number;
  readonly jitter: 'NONE' | 'FULL';
}

export const defaultRules: Rules = {
  retryDelay({ intervalSeconds, backoffRate, maxDelaySeconds = Number.POSITIVE_INFINITY, jitter }, attempt, random) {
    const delay = Math.min(intervalSeconds * backoffRate ** attempt, maxDelaySeconds);
    return jitter === 'FULL' ? random() * delay : delay;
  },
};
