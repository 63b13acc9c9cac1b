import { isMembers, parseBody, type Value } from '../judge/body.js';
import { spellings } from '../masking.js';
import { SecretIndex } from './secret-index.js';

/** Names of members whose values a target makes up: what it gave then, it does not know now. */
const MADE_UP = /(arn|token|marker|id|name)$/i;
const PLACEHOLDER = /^<[a-z ]+ \d+>$/;
/** Shorter ones would stand in too many places. */
const LEAST = 8;

/**
 * What a target gave when a transcript was recorded, and what stands for it now: ARNs, tokens, ids. It is learned by holding
 * answers beside each other, then and now.
 */
export class Translation {
  private readonly known = new Map<string, string>();
  private readonly index = new SecretIndex();

  learn(then: string, now: string): void {
    const [before, after] = [parseBody(then), parseBody(now)];
    if (before.kind === 'object' && after.kind === 'object') this.walk('', before.value, after.value);
  }

  /** A text of then in today's words. */
  text(text: string): string {
    return this.index.replaceIn(text);
  }

  private walk(name: string, then: Value, now: Value): void {
    if (typeof then === 'string' && typeof now === 'string') {
      if (MADE_UP.test(name) || PLACEHOLDER.test(then)) this.pair(then, now);
    } else if (Array.isArray(then) && Array.isArray(now)) {
      for (const [at, item] of then.entries()) if (at < now.length) this.walk(name, item, now[at]!);
    } else if (isMembers(then) && isMembers(now)) {
      for (const [member, value] of Object.entries(then)) {
        if (Object.hasOwn(now, member)) this.walk(member, value, now[member]!);
      }
    }
  }

  private pair(then: string, now: string): void {
    // The first answer is the one that gave it: later ones may list things in another order.
    if (this.known.has(then) || then.length < LEAST) return;
    this.known.set(then, now);
    const nowSpelled = spellings(now);
    for (const [at, spelling] of spellings(then).entries()) {
      if (spelling.length >= LEAST) this.index.add(spelling, nowSpelled[at] ?? now);
    }
    this.index.add(encodeURIComponent(then), encodeURIComponent(now));
  }
}
