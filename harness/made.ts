import type { Exchange } from './exchange.js';
import { membersOf } from './judge/judge.js';

/** What one call makes in the account, and how it is unmade. */
const MAKERS: Readonly<Record<string, readonly [member: string, undo: string]>> = {
  CreateStateMachine: ['stateMachineArn', 'DeleteStateMachine'],
  CreateActivity: ['activityArn', 'DeleteActivity'],
};
const UNDOERS: Readonly<Record<string, string>> = Object.fromEntries(
  Object.values(MAKERS).map(([member, undo]) => [undo, member]),
);

/** The call that unmakes something. */
export interface Undoing {
  readonly operation: string;
  readonly input: { readonly [member: string]: string };
  /** What is unmade. */
  readonly arn: string;
}

/** Longer than any name may be, or with a character that none may have (both references, `name` of the two operations). */
const NO_NAME = /^$|^.{81}|[\s<>{}[\]?*"#%\\^|~`$&,;:/\p{Cc}]/su;

/**
 * What a case made and did not delete itself, the oldest first; also what it made by a call that the target should have refused:
 * left there, it would be listed to other cases. Both operations answer alike for what was there before, so only what has a name of
 * the case is taken, and what has none that anybody may have.
 *
 * @param isOwn whether a name is one that only this case uses
 */
export function madeBy(exchanges: readonly Exchange[], isOwn: (name: string) => boolean): readonly Undoing[] {
  const made = new Map<string, Undoing>();
  for (const { operation, role, request, response, error } of exchanges) {
    if (role !== 'case' || response === undefined || error !== undefined) continue;
    const [member, undo] = MAKERS[operation] ?? [];
    const undone = UNDOERS[operation];
    if (member !== undefined && undo !== undefined) {
      const { name } = membersOf(request.body);
      const arn = membersOf(response.text)[member];
      if (typeof arn !== 'string' || (typeof name === 'string' && !isOwn(name) && !NO_NAME.test(name))) continue;
      made.set(arn, { operation: undo, input: { [member]: arn }, arn });
    } else if (undone !== undefined) {
      made.delete(String(membersOf(request.body)[undone]));
    }
  }
  return [...made.values()];
}
