import { createHash } from 'node:crypto';

/** A number of `digits` digits that stands for `text`, without a zero in front. */
export function digitsOf(text: string, digits: number): string {
  const hash = BigInt(`0x${createHash('sha256').update(text).digest('hex')}`);
  const lowest = 10n ** BigInt(digits - 1);
  return String(lowest + (hash % (9n * lowest)));
}

/** The account of a case, on a target that keeps accounts apart. @param repetition from 1 */
export function accountOfCase(runId: string, caseId: string, repetition: number): string {
  return digitsOf(`${runId} ${caseId} ${repetition}`, 12);
}

/** Names that no other case and no other run uses: they tell which case made what. */
export class FreshNames {
  private readonly base: string;
  private readonly first: string;
  private readonly given = new Set<string>();
  private readonly claimed = new Set<string>();

  /** @param first what all of them begin with */
  constructor(runId: string, caseId: string, first = '') {
    this.first = first;
    const hash = createHash('sha256').update(caseId).digest('hex').slice(0, 6);
    this.base = `${runId.replaceAll(/[^A-Za-z0-9]/g, '').slice(0, 10)}-${hash}`;
  }

  /** @param prefix up to 8 characters, to tell several of a case apart */
  next(prefix = 'c'): string {
    const name = `${this.first}${prefix}-${this.base}-${this.given.size.toString(36)}`;
    this.given.add(name);
    return name;
  }

  /** Takes a name that the case chose itself as its own. */
  claim(name: string): void {
    this.claimed.add(name);
  }

  /** Whether a name is the case's own: one of these, one that is made of one, or one that was claimed. */
  owns(name: string): boolean {
    return this.claimed.has(name) || name.toLowerCase().includes(this.base.toLowerCase());
  }

  /** Those given so far, for a reproduction that takes new ones. */
  list(): readonly string[] {
    return [...this.given];
  }
}
