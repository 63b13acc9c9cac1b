import type { JsonObject } from '../json.js';

/** Something that only a run of the plan knows: an ARN or a token. -1: one of the right form that nothing has. */
export interface Ref {
  readonly ref: 'machine' | 'activity' | 'execution' | 'token' | 'version';
  readonly index: number;
}

/** A value of a request or of an answer, with references in it. */
export type Value = null | boolean | number | string | Ref | readonly Value[] | { readonly [member: string]: Value };

/** What an answer must be. */
export type Expectation =
  /** A success with at least these members, some more of any value, and without those. */
  | {
      readonly kind: 'answer';
      readonly members: Readonly<Record<string, Value>>;
      readonly present?: readonly string[];
      readonly absent?: readonly string[];
    }
  | { readonly kind: 'refusal'; readonly errors: readonly string[] }
  /** A list of these things: in this order, or in any. `each`: members of the items, as far as they are known. */
  | {
      readonly kind: 'list';
      readonly member: string;
      readonly key: string;
      readonly items: readonly Ref[];
      readonly order: 'given' | 'any';
      readonly each?: readonly Readonly<Record<string, Value>>[];
    }
  /** A list of these values, in any order. */
  | { readonly kind: 'set'; readonly member: string; readonly items: readonly Value[] };

/** One step of a plan. Plain data but for what references stand for. */
export type PlannedCall =
  | {
      readonly step: 'call';
      readonly operation: string;
      readonly input: { readonly [member: string]: Value };
      readonly expect: Expectation;
      /** The statement that says so. */
      readonly statement: string;
      /** What the answer's member is kept as. */
      readonly keep?: { readonly as: Ref; readonly member: string };
      /** An execution that ends by itself, soon: it is waited for before anything else. */
      readonly settle?: Ref;
    }
  | { readonly step: 'sleep'; readonly seconds: number };

export function isRef(value: unknown): value is Ref {
  return typeof value === 'object' && value !== null && 'ref' in value && 'index' in value;
}

/** Who answers the calls. */
export interface Caller {
  call(operation: string, input: JsonObject): Promise<CallAnswer>;
  sleep(seconds: number): Promise<void>;
  /** Waits for an execution that ends by itself. */
  settle(executionArn: string): Promise<void>;
  /** An ARN or a token of the right form, of nothing that there is. */
  unknown(kind: Ref['ref']): string;
}

export type CallAnswer =
  | { readonly kind: 'success'; readonly output: JsonObject }
  | { readonly kind: 'refusal'; readonly error: string };
