import type { CasePlan, CaseRecord } from '../harness/record.js';
import type { Ending, ReportedTarget } from './report.js';

/** What a run is about, known before anything ran. */
export interface RunHeader {
  readonly tool: { readonly name: 'sfn-conformance'; readonly version: string };
  readonly target: ReportedTarget;
  readonly edition: string;
  readonly seed: number;
  readonly client: 'wire' | 'sdk';
  readonly shard?: { readonly index: number; readonly count: number };
  /** ISO 8601. */
  readonly startedAt: string;
}

/** The one stream that reporters listen to. Case events come in any order between the first and the last event. */
export type RunEvent =
  | { readonly type: 'run-started'; readonly header: RunHeader }
  | { readonly type: 'cases-planned'; readonly suite: string; readonly cases: readonly CasePlan[] }
  | { readonly type: 'case-started'; readonly id: string }
  /** `record` is absent when the case ended without a verdict: a fault of the harness. */
  | {
      readonly type: 'case-finished';
      readonly id: string;
      /** Milliseconds since the epoch. Absent when the case did not begin. */
      readonly startedAt?: number;
      readonly record?: CaseRecord;
      readonly problem?: string;
    }
  /** The case will be run again: what was said of it does not count. */
  | { readonly type: 'case-repeated'; readonly id: string }
  /** The harness failed outside of any case: a suite that can't be loaded, an error nobody caught. */
  | { readonly type: 'harness-failed'; readonly message: string; readonly suite?: string }
  | { readonly type: 'run-finished'; readonly durationMs: number; readonly ending: Ending };

/** Listens to a run. Rendering may be asynchronous at the end only. */
export interface RunListener {
  onEvent(event: RunEvent): void;
}
