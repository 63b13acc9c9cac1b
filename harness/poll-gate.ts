/**
 * Where the workers of a case pass to poll. A virtual clock shuts it to see which timers are left when the target holds no
 * poll: each poll has a timer of its own, and a clock that only went from one to the next would never get anywhere.
 */
export class PollGate {
  private readonly held = new Set<AbortController>();
  private opened: Promise<void> | undefined;

  /** Whether a poll goes on now. */
  get isHolding(): boolean {
    return this.held.size > 0;
  }

  /**
   * Polls, once the gate is open.
   * @param poll is to be given up when its signal is aborted
   * @returns what the poll gave; `undefined` when it was given up
   */
  async pass<Result>(poll: (signal: AbortSignal) => Promise<Result>): Promise<Result | undefined> {
    while (this.opened !== undefined) await this.opened;
    const given = new AbortController();
    this.held.add(given);
    try {
      return await poll(given.signal);
    } catch (error) {
      if (given.signal.aborted) return undefined;
      throw error;
    } finally {
      this.held.delete(given);
    }
  }

  /** Gives up the polls that go on, and lets none begin until `work` has ended. */
  async without<Result>(work: () => Promise<Result>): Promise<Result> {
    let open = () => {};
    this.opened = new Promise<void>((resolve) => {
      open = resolve;
    });
    for (const poll of this.held) poll.abort();
    try {
      return await work();
    } finally {
      this.opened = undefined;
      open();
    }
  }
}
