/** Whose fault it is that a case did not pass. */
export type Blame = 'target' | 'harness' | 'network';

/** What told a failure: an assertion of the case, or a finding of a kind, on a statement that the case cites. */
export type Oracle = 'case' | 'schema' | 'protocol' | 'history';

/** What became of a case. Only `pass` is a pass. */
export type Judgement =
  | { readonly verdict: 'pass' }
  | FailJudgement
  | { readonly verdict: 'inconclusive'; readonly blame: Blame; readonly reason: string }
  | { readonly verdict: 'skipped'; readonly because: 'capability' | 'edition' | 'case'; readonly reason: string };

export interface FailJudgement {
  readonly verdict: 'fail';
  readonly blame: 'target';
  /** One sentence: what the target did wrong. */
  readonly reason: string;
  /** What was asked of it and what came, as readable text. */
  readonly expected: string;
  readonly actual: string;
  /** The id of the statement that is broken, one of those that the case cites. */
  readonly statement: string;
  readonly oracle: Oracle;
  /** When it had come again: milliseconds since the epoch. What befalls the target later takes nothing from it. */
  readonly provenAt?: number;
}

export type Verdict = Judgement['verdict'];

/** A breach that an assertion found: the case fails, and it is the target's fault. */
export class Breach extends Error {
  override readonly name = 'Breach';
  readonly expected: string;
  readonly actual: string;
  /** The statement that is broken, when the assertion knows it better than the case. */
  readonly statement: string | undefined;
  /** The exchange that shows it, by its place in the transcript. */
  readonly exchange: number | undefined;
  /** The exchange from which on the case shows it: what came before is no part of a reproduction. */
  readonly since: number | undefined;
  /** See {@link FailJudgement}. */
  readonly provenAt: number | undefined;
  readonly oracle: Oracle;

  constructor(breach: {
    readonly reason: string;
    readonly expected: string;
    readonly actual: string;
    readonly statement?: string | undefined;
    readonly exchange?: number | undefined;
    readonly since?: number | undefined;
    readonly provenAt?: number | undefined;
    readonly oracle?: Oracle;
  }) {
    super(breach.reason);
    this.expected = breach.expected;
    this.actual = breach.actual;
    this.statement = breach.statement;
    this.exchange = breach.exchange;
    this.since = breach.since;
    this.provenAt = breach.provenAt;
    this.oracle = breach.oracle ?? 'case';
  }
}

/** The case does not apply to the target, as turned out while it ran: it is skipped. */
export class NotApplicable extends Error {
  override readonly name = 'NotApplicable';
}

/** The case could not be decided. */
export class Inconclusive extends Error {
  override readonly name = 'Inconclusive';
  constructor(
    readonly blame: Blame,
    reason: string,
    options?: ErrorOptions,
  ) {
    super(reason, options);
  }
}
