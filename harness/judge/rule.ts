import type { Operation, Spec } from '../../specs/spec.js';
import type { ReceivedResponse, SentRequest, ServiceError } from '../exchange.js';
import type { Body } from './body.js';

/** An answer as the rules see it. */
export interface Answered {
  /** The operation that was asked for; a name in brackets when the request names none that the edition has. */
  readonly operation: string;
  readonly request: SentRequest;
  readonly response: ReceivedResponse;
  readonly body: Body;
  /** Present when the answer is a refusal. */
  readonly error?: ServiceError;
  readonly spec: Spec;
  /** The operation in the edition, when it has it. */
  readonly stated?: Operation;
  /**
   * Whether the request reached the JSON protocol: POST, `/`, a JSON content type. The front end answers others as it likes.
   */
  readonly spoken: boolean;
  /** Whether an answer before this one carried the same request id. */
  readonly repeatedId: boolean;
}

export type RuleResult =
  | { readonly kind: 'not-applicable' }
  | { readonly kind: 'kept' }
  | { readonly kind: 'broken'; readonly expected: string; readonly actual: string };

/** A rule that any answer may break. `statement` is the one it holds to, where there is one. */
export interface Rule {
  readonly id: `protocol:${string}`;
  readonly statement?: string;
  readonly check: (answered: Answered) => RuleResult;
}

export const notApplicable: RuleResult = { kind: 'not-applicable' };
export const kept: RuleResult = { kind: 'kept' };

export function broken(expected: string, actual: string): RuleResult {
  return { kind: 'broken', expected, actual };
}

/** Kept when `right`, otherwise broken. */
export function judged(right: boolean, expected: string, actual: () => string): RuleResult {
  return right ? kept : broken(expected, actual());
}

/** The media type of a message, without its parameters, in lower case. */
export function mediaType(headers: Readonly<Record<string, string>>): string | undefined {
  const [media] = (headers['content-type'] ?? '').split(';', 1);
  return media === undefined || media.trim() === '' ? undefined : media.trim().toLowerCase();
}
