import type { Update } from './invocation.js';

const SECONDS: readonly (readonly [string, string])[] = [
  ['WaitOptions', 'WaitSeconds'],
  ['StepOptions', 'NextAttemptDelaySeconds'],
  ['CallbackOptions', 'TimeoutSeconds'],
  ['CallbackOptions', 'HeartbeatTimeoutSeconds'],
];

/** How long a case waits for its target: as long as it takes to show what it knows, and the longest time that the case asked for. */
export class Patience {
  private longestMs = 0;

  /** @param settleMs what the target may take by itself, milliseconds of its clock */
  constructor(private readonly settleMs: number) {}

  get withinMs(): number {
    return this.settleMs + this.longestMs;
  }

  /** Times that updates ask for are waited for. They may be anything: invalid ones are sent on purpose. */
  heedUpdates(updates: readonly (Update | null)[]): void {
    for (const update of updates) {
      for (const [options, member] of SECONDS) this.heed((update?.[options] as Update | null | undefined)?.[member]);
    }
  }

  /** @param seconds anything: a case may send what is no number */
  heed(seconds: unknown): void {
    if (typeof seconds === 'number' && seconds > 0) this.longestMs = Math.max(this.longestMs, seconds * 1000);
  }
}
