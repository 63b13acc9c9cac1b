import type { Exchange } from './exchange.js';

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

/**
 * What a case made and did not delete itself, the oldest first; also what it made by a call that the target should have refused:
 * left there, it would be listed to other cases.
 */
export function madeBy(exchanges: readonly Exchange[]): readonly Undoing[] {
  const made = new Map<string, Undoing>();
  for (const exchange of exchanges) {
    if (exchange.role !== 'case' || exchange.response === undefined || exchange.error !== undefined) continue;
    const [member, operation] = MAKERS[exchange.operation] ?? [];
    const undone = UNDOERS[exchange.operation];
    if (member !== undefined && operation !== undefined) {
      const arn = textOf(exchange.response.text, member);
      if (arn !== undefined) made.set(arn, { operation, input: { [member]: arn }, arn });
    } else if (undone !== undefined) {
      made.delete(textOf(exchange.request.body, undone) ?? '');
    }
  }
  return [...made.values()];
}

function textOf(body: unknown, member: string): string | undefined {
  try {
    const value: unknown = (JSON.parse(String(body)) as Record<string, unknown> | null)?.[member];
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}
