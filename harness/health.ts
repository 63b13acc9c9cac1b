import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { TransportFailure } from './exchange.js';
import { type Blame, Breach, Inconclusive } from './verdict.js';

/** What is known of a target that stopped answering. */
interface Lost {
  readonly blame: Blame;
  readonly reason: string;
}

/** The death of a target's process is noticed so much later, at most: milliseconds. */
export const DEATH_NOTICED_MS = 250;
/** How long a lost target is left alone before it is asked again, milliseconds of the wall clock. */
const ASK_AGAIN_MS = 5_000;
/** How long a target that is started again when it dies is waited for, and how often it is asked meanwhile. */
const RESTART_MS = 15_000;
const RESTART_POLL_MS = 100;

const NAMES = { answered: 'target-answered', lost: 'target-lost.json' } as const;

/**
 * Whether the target still answers, for one worker and, through a shared folder, for all of them. One request without an
 * answer costs one time-out; after that a probe tells a target that drops this request from one that is gone, and a target
 * that is gone costs the cases after it nothing.
 */
export class TargetHealth {
  private hasAnswered = false;
  private lost: Lost | undefined;
  private askedAt = 0;

  /**
   * @param probe asks the target something harmless, with a short time-out: whether any answer came
   * @param restarts whether the target is started again when it dies
   */
  constructor(
    private readonly probe: () => Promise<boolean>,
    private readonly sharedFolder?: string,
    private readonly restarts = false,
  ) {}

  /** The target answered something. */
  answered(): void {
    if (this.hasAnswered) return;
    this.hasAnswered = true;
    this.share(NAMES.answered, 'yes');
  }

  get isLost(): boolean {
    return this.current() !== undefined;
  }

  /** Why a case can't begin now: the target was lost and is not back. */
  async obstacle(): Promise<Inconclusive | undefined> {
    const lost = this.current();
    if (lost === undefined) return undefined;
    if (Date.now() - this.askedAt >= ASK_AGAIN_MS || this.restarts) {
      this.askedAt = Date.now();
      if (await this.isBack()) {
        this.forget();
        return undefined;
      }
    }
    return new Inconclusive(lost.blame, `${lost.reason} Not asked again.`);
  }

  private async isBack(): Promise<boolean> {
    const deadline = Date.now() + (this.restarts ? RESTART_MS : 0);
    for (;;) {
      if (await this.probe()) return true;
      if (Date.now() >= deadline) return false;
      await pause(RESTART_POLL_MS);
    }
  }

  /** What a request without an answer means for its case. */
  async explain(operation: string, failure: TransportFailure): Promise<Breach | Inconclusive> {
    switch (failure.kind) {
      case 'not-http':
      case 'too-large':
        return new Breach({
          reason: `${operation} was not answered in HTTP: ${failure.message}.`,
          expected: `an HTTP answer to ${operation}`,
          actual: failure.message,
        });
      case 'aborted':
        return new Inconclusive('harness', `${operation} was given up: ${failure.message}.`);
      case 'refused':
      case 'unreachable':
      case 'tls':
      case 'reset':
      case 'timeout':
        return (await this.probe()) ? this.dropped(operation, failure) : this.lose(operation, failure);
    }
  }

  /** The target answers others: it is this request that it drops. */
  private dropped(operation: string, failure: TransportFailure): Breach | Inconclusive {
    if (failure.kind === 'timeout' || failure.kind === 'reset') {
      return new Breach({
        reason: `${operation} was not answered, while the target answers other requests: ${failure.message}.`,
        expected: `an answer to ${operation}`,
        actual: failure.kind === 'timeout' ? failure.message : `the connection was closed: ${failure.message}`,
      });
    }
    return new Inconclusive('network', `The connection for ${operation} failed once: ${failure.message}.`);
  }

  private lose(operation: string, failure: TransportFailure): Inconclusive {
    const before = this.hasAnswered || this.shared(NAMES.answered) !== undefined;
    const connected = failure.kind === 'timeout' || failure.kind === 'reset';
    const lost: Lost = {
      blame: before || connected ? 'target' : 'network',
      reason: connected
        ? `The target accepts connections and does not answer (${operation}: ${failure.message}).`
        : `The target ${before ? 'stopped accepting' : 'accepts no'} connections (${operation}: ${failure.message}).`,
    };
    this.lost = lost;
    this.askedAt = Date.now();
    this.share(NAMES.lost, JSON.stringify(lost));
    return new Inconclusive(lost.blame, lost.reason);
  }

  private current(): Lost | undefined {
    if (this.sharedFolder === undefined) return this.lost;
    const text = this.shared(NAMES.lost);
    if (text === undefined) return undefined;
    return this.lost ?? (JSON.parse(text) as Lost);
  }

  private forget(): void {
    this.lost = undefined;
    if (this.sharedFolder !== undefined) rmSync(join(this.sharedFolder, NAMES.lost), { force: true });
  }

  /** Another worker may read at this moment: the file appears whole, or not at all. */
  private share(name: string, text: string): void {
    if (this.sharedFolder === undefined) return;
    const path = join(this.sharedFolder, name);
    const draft = `${path}.${process.pid}.${Math.random().toString(36).slice(2)}`;
    writeFileSync(draft, text);
    renameSync(draft, path);
  }

  private shared(name: string): string | undefined {
    if (this.sharedFolder === undefined) return undefined;
    try {
      return readFileSync(join(this.sharedFolder, name), 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  }
}
