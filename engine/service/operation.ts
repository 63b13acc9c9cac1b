import type { JsonObject } from '../asl/doc.js';
import type { CheckOptions, Edition } from '../asl/index.js';
import type { CompileOptions, Program } from '../execution/index.js';
import type { Account } from './account.js';
import type { Mocks } from './dispatch/mock.js';
import type { Quotas } from './quotas.js';
import type { Input } from './request.js';
import type { Output } from './response.js';

/** What all accounts of an engine share. */
export interface Engine {
  readonly edition: Edition;
  readonly compileOptions: CompileOptions;
  /** How definitions are checked. */
  readonly checkOptions: CheckOptions;
  readonly quotas: Quotas;
  readonly mocks: Mocks;
  compile(definition: JsonObject): Program;
}

/** One call of an operation. */
export interface Call {
  readonly account: Account;
  readonly engine: Engine;
  /** Calls `listener` when the caller goes away before the answer. */
  onDisconnect(listener: () => void): void;
}

/**
 * Does what an operation does. Its request has the model's types and satisfies the model's constraints; what it returns goes out
 * as it is. @throws ServiceError
 */
export type Operation = (input: Input, call: Call) => Output | Promise<Output>;

export type Operations = Readonly<Record<string, Operation>>;

/** An operation whose request is known to have this type, since the request reader has seen to it. */
export function operation<Request extends object>(
  handle: (request: Request, call: Call) => Output | Promise<Output>,
): Operation {
  return (input, call) => handle(input as unknown as Request, call);
}
