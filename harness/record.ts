import type {} from 'vitest';
import type { Capability, Edition } from './target.js';
import type { Trial } from './trial.js';
import type { Judgement } from './verdict.js';

/** A case before it runs: known at collection, in `task.meta.conformance.plan`. */
export interface CasePlan {
  /** `<suite>/<describe slugs>/<title slug>`: stable and unique. */
  readonly id: string;
  /** The titles of its `describe`s and its own, joined by ` > `. */
  readonly title: string;
  /** The suite file without its ending, from the suites' folder: `sfn/start-execution`. */
  readonly suite: string;
  readonly cites: readonly string[];
  readonly requires: readonly Capability[];
  /** The editions it holds in. Absent: all of its service. */
  readonly editions?: readonly Edition[];
}

/** How often a rule was looked at on the answers of one operation, and how often it was broken. */
export interface ContractRow {
  readonly operation: string;
  /** `protocol:...`, `schema:...` or `history:...`. */
  readonly rule: string;
  readonly exchanges: number;
  readonly violations: number;
  /** The statement that the rule holds to, where there is one. */
  readonly statement?: string;
  /** The first breach: what was expected and what came. */
  readonly example?: string;
}

/** What shows a failure again, ready to paste. Holds no secret. */
export interface Reproduction {
  /** A shell script of curl commands. */
  readonly curl: string;
  /** An ES module that uses @aws-sdk/client-sfn. */
  readonly sdk: string;
}

/** One exchange as it is shown: secrets masked, long bodies cut. */
export interface TranscriptEntry {
  readonly index: number;
  readonly operation: string;
  /** Who sent it: the case itself, a worker of a scripted task, or the clean-up. */
  readonly role: 'case' | 'worker' | 'cleanup';
  /** How: by our own client or by the AWS SDK. */
  readonly via: 'wire' | 'sdk';
  /** Why our own client sent it in a run that asked for the SDK. */
  readonly fallback?: string;
  readonly startedAt: number;
  readonly durationMs: number;
  readonly request: {
    readonly method: string;
    readonly path: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
  };
  readonly response?: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
  };
  /** Why there is no answer. */
  readonly failure?: string;
  /** In a report that is kept: how often the same exchange came again, at once. Only the first is there. */
  readonly repeats?: number;
}

export interface ExchangeCounts {
  readonly total: number;
  /** Those that the AWS SDK sent. */
  readonly sdk: number;
  /** Those that our own client sent although the SDK was asked for. */
  readonly fallbacks: number;
  /** Those that got no answer. */
  readonly unanswered: number;
}

/** All that the main process needs to know of a case that ran: in `task.meta.conformance.record`. JSON only. */
export type CaseRecord = CasePlan &
  Judgement & {
    readonly durationMs: number;
    readonly exchanges: ExchangeCounts;
    readonly contract: readonly ContractRow[];
    /** Present when it failed. */
    readonly reproduction?: Reproduction;
    /** Present when it failed or was inconclusive. */
    readonly transcript?: readonly TranscriptEntry[];
    /** What is worth knowing beside the verdict: a clean-up that failed, a property's counterexample. */
    readonly notes: readonly string[];
  };

/** What a case sends to the main process. `record` is absent until it has run; still absent at the end: a harness fault. */
export interface CaseMeta {
  readonly plan: CasePlan;
  record?: CaseRecord;
  /** What it said of faulty engines, in a run that measures the suite. Then there is no record. */
  trials?: readonly Trial[];
}

declare module 'vitest' {
  interface TaskMeta {
    conformance?: CaseMeta;
  }
}
