import { isMembers, parseBody, type Value } from '../judge/body.js';
import { percentEncoded } from '../masking.js';
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
  private readonly inBody = new SecretIndex();
  private readonly inPath = new SecretIndex();

  learn(then: string, now: string): void {
    const [before, after] = [parseBody(then), parseBody(now)];
    if (before.kind === 'object' && after.kind === 'object') this.walk('', before.value, after.value);
  }

  /** A body of then in today's words. */
  body(text: string): string {
    return this.inBody.replaceIn(text);
  }

  /** A path of then, with its query, in today's words. */
  path(path: string): string {
    return this.inPath.replaceIn(path);
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
    // In JSON within JSON, as it is, and in JSON: where these are the same, the last is what a body needs.
    this.inBody.add(quoted(quoted(then)), quoted(quoted(now)));
    this.inBody.add(then, now);
    this.inBody.add(quoted(then), quoted(now));
    this.inPath.add(percentEncoded(then), percentEncoded(now));
    this.inPath.add(then, percentEncoded(now));
  }
}

/** As it stands in JSON. */
function quoted(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}
