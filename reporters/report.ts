import type { ContractRow, Reproduction, TranscriptEntry } from '../harness/record.js';
import type { Blame, Oracle, Verdict } from '../harness/verdict.js';
import type { Statement } from '../specs/statement.js';

export { isScored } from '../specs/statement.js';

/** A row of the contract, as expectations name it. */
export function nameOfRow({ operation, rule }: { readonly operation: string; readonly rule: string }): string {
  return `${operation} ${rule}`;
}

/** How binding a statement is. */
export type Level = Statement['level'];

/** What supports a statement. Nothing is scored on `inferred`. */
export type Evidence = Statement['evidence'];

/**
 * How a verdict stands to what was expected of this target: known to be so, a change for the worse, or a pass
 * where a failure was expected. Absent when it is as a conforming target's would be.
 */
export type Expectation = 'expected' | 'regression' | 'unexpected-pass';

/** How a run ended: by itself, or by a Ctrl-C or a SIGTERM. */
export type Ending = 'complete' | 'interrupted';

/** Why a failure was expected, from an expectations file. */
export interface ExpectedBecause {
  readonly reason: string;
  readonly link?: string;
}

/** One case and its one verdict. */
export interface CaseResult {
  /** Stable and unique: the suite's path and the titles. */
  readonly id: string;
  readonly title: string;
  /** The suite file without its ending: `sfn/start-execution`. */
  readonly suite: string;
  /** The ids of the statements it tests. */
  readonly cites: readonly string[];
  /** Of the statement broken, or of the most binding one cited. */
  readonly level: Level;
  readonly evidence: Evidence;
  readonly verdict: Verdict;
  /** Why, in a sentence. Present unless the verdict is `pass`. */
  readonly reason?: string;
  readonly blame?: Blame;
  /** What a skipped case lacks. */
  readonly because?: 'capability' | 'edition' | 'case';
  readonly expectation?: Expectation;
  readonly expectedBecause?: ExpectedBecause;
  /** Whole milliseconds. */
  readonly durationMs: number;
  /** For a failure: what was asked of the target, what came, as readable text, and what told. */
  readonly expected?: string;
  readonly actual?: string;
  readonly oracle?: Oracle;
  /** The statement that a failure breaks. */
  readonly statement?: { readonly id: string; readonly claim?: string; readonly citation?: string };
  readonly reproduction?: Reproduction;
  readonly transcript?: readonly TranscriptEntry[];
  readonly notes?: readonly string[];
}

/** What all the exchanges of a run showed of one rule on one operation, whatever their cases were about. */
export interface ContractResult extends ContractRow {
  /** Of the statement that the rule holds to. A rule without one follows from the spec itself: `must`, `modelled`. */
  readonly level: Level;
  readonly evidence: Evidence;
  readonly expectation?: Expectation;
  readonly expectedBecause?: ExpectedBecause;
}

export interface ReportedTarget {
  readonly name: string;
  readonly version?: string;
  /** Its URL, without user name and password. */
  readonly address: string;
  readonly capabilities: readonly string[];
}

export interface Totals {
  readonly planned: number;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly inconclusive: number;
}

/** How many statements there are of the edition, how many some case of the run cites, and what became of those. */
export interface StatementTotals {
  readonly total: number;
  readonly cited: number;
  readonly passed: number;
  readonly failed: number;
  readonly untested: number;
}

/** The result of a run: `--report json`. Its schema is `schemas/report.schema.json`. */
export interface Report {
  readonly reportVersion: 1;
  readonly tool: { readonly name: 'sfn-conformance'; readonly version: string };
  readonly target: ReportedTarget;
  readonly edition: string;
  readonly seed: number;
  readonly client: 'wire' | 'sdk';
  /** Part `index` of `count`, from 1, when the run was a part of a whole. */
  readonly shard?: { readonly index: number; readonly count: number };
  readonly startedAt: string;
  readonly durationMs: number;
  readonly ending: Ending;
  readonly totals: Totals;
  readonly cases: readonly CaseResult[];
  readonly contract: readonly ContractResult[];
  readonly statements: StatementTotals;
  /** What went wrong in the harness outside of any case. */
  readonly errors: readonly string[];
}
