/**
 * Checkpoint tokens and callback ids: base64 (the API's pattern for both), unguessable, and each names its execution, so that a
 * token of another execution can be told from a stale one.
 */

const encode = (parts: readonly (string | number)[]): string =>
  Buffer.from(parts.join(' '), 'latin1').toString('base64');

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const CHECKPOINT = new RegExp(`^checkpoint (${UUID}) (\\d+) [0-9a-f]{16}$`);
const CALLBACK = new RegExp(`^callback (${UUID}) ([a-zA-Z0-9-_]{1,64}) [0-9a-f]{16}$`);

function decode(text: string, form: RegExp): RegExpExecArray | undefined {
  const bytes = Buffer.from(text, 'base64');
  // Buffer skips what is not base64: only what encodes back to the same text was a token.
  return bytes.toString('base64') === text ? (form.exec(bytes.toString('latin1')) ?? undefined) : undefined;
}

export const checkpointToken = (executionId: string, sequence: number, nonce: string): string =>
  encode(['checkpoint', executionId, sequence, nonce]);

/** The id of the execution that a checkpoint token was made for. `undefined` when it is no such token. */
export const executionOfToken = (token: string): string | undefined => decode(token, CHECKPOINT)?.[1];

export const callbackId = (executionId: string, operationId: string, nonce: string): string =>
  encode(['callback', executionId, operationId, nonce]);

/** What a callback id names. `undefined` when it is none. */
export function parseCallbackId(
  id: string,
): { readonly executionId: string; readonly operationId: string } | undefined {
  const match = decode(id, CALLBACK);
  return match && { executionId: match[1]!, operationId: match[2]! };
}
