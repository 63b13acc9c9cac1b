import type { TaskProgress } from '../execution/index.js';
import { refusal } from './error.js';
import { invalidToken, type Seal } from './token.js';

/** The task tokens of one account: which attempt each stands for, while it can still be answered. */
export class TaskTokens {
  private readonly live = new Map<string, TaskProgress>();

  constructor(
    private readonly seal: Seal,
    private readonly uuid: () => string,
  ) {}

  /** A new token. Nobody else's tokens pass for one of these. */
  create(): string {
    return this.seal.close(`task ${this.uuid()} ${this.uuid()}`);
  }

  /** @returns the token is not accepted any more */
  open(token: string, progress: TaskProgress): () => void {
    this.live.set(token, progress);
    return () => this.live.delete(token);
  }

  /**
   * The attempt that a token stands for.
   * @throws ServiceError InvalidToken for text that never was a token of this account, TaskTimedOut for one whose attempt is over
   */
  find(token: string): TaskProgress {
    const progress = this.live.get(token);
    if (progress?.open) return progress;
    this.live.delete(token);
    if (!this.seal.open(token)?.startsWith('task ')) throw invalidToken();
    throw refusal('TaskTimedOut', 'Provided task does not exist anymore');
  }

  /** As {@link find}; the token is used up. */
  take(token: string): TaskProgress {
    const progress = this.find(token);
    this.live.delete(token);
    return progress;
  }
}
