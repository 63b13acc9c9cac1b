import { type DurableError, invalidParameter } from '../error.js';
import type { DurableExecution, StoredAnswer } from '../execution.js';
import type { CheckpointAnswer } from '../shapes.js';
import { executionOfToken } from '../tokens.js';

/** How long the answer to a checkpoint can be asked for again (model: ClientToken). */
const REPLAY_WINDOW_MS = 15 * 60 * 1000;

export interface TokenRules {
  /** The stored answer, when this is the last checkpoint again. Asked before the token is looked at. */
  readonly replay: (
    stored: StoredAnswer | undefined,
    token: string,
    clientToken: string | undefined,
    now: number,
  ) => CheckpointAnswer | undefined;
  /** Refuses a token that is not the live one. `execution`: the one that the request names, when there is one. */
  readonly refuse: (
    token: string,
    executionId: string,
    execution: DurableExecution | undefined,
  ) => DurableError | undefined;
  /** An accepted checkpoint consumes its token. Returns the next one. */
  readonly rotate: (execution: DurableExecution) => string;
  /** The token that is live once the invocation has ended: none. */
  readonly afterInvocation: (token: string | undefined) => string | undefined;
}

export const tokens: TokenRules = {
  replay: (stored, token, clientToken, now) =>
    stored !== undefined &&
    clientToken !== undefined &&
    stored.clientToken === clientToken &&
    stored.token === token &&
    now - stored.at < REPLAY_WINDOW_MS
      ? stored.answer
      : undefined,
  refuse(token, executionId, execution) {
    const owner = executionOfToken(token);
    if (owner !== undefined && owner !== executionId) {
      return invalidParameter('Checkpoint token is not valid for the durable execution ARN');
    }
    // The capitals matter: by this beginning the official SDKs of 2025 know a stale token, which ends the invocation only. Any other
    // text ends the execution. AWS was seen sending it in lower case (aws-lambda-dotnet#2571), which they take for fatal.
    return execution === undefined || execution.token !== token
      ? invalidParameter('Invalid Checkpoint Token: the token is not the current one of this durable execution.')
      : undefined;
  },
  rotate: (execution) => execution.mintToken(),
  afterInvocation: () => undefined,
};
