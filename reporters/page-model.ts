/** What the page of a report is given: plain data, cut to size, every text safe to show as text. */
export interface PageData {
  readonly tool: string;
  readonly target: { readonly name: string; readonly version?: string; readonly address: string };
  readonly capabilities: readonly string[];
  readonly edition: string;
  readonly client: string;
  readonly seed: number;
  readonly shard?: string;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly duration: string;
  readonly interrupted: boolean;
  readonly totals: Readonly<Record<PageVerdict, number>>;
  readonly statements: {
    readonly total: number;
    readonly passed: number;
    readonly failed: number;
    readonly untested: number;
  };
  readonly score: PageScore;
  readonly areas: readonly PageArea[];
  readonly clusters: readonly PageCluster[];
  readonly cases: readonly PageCase[];
  readonly contract: readonly PageRow[];
  readonly errors: readonly string[];
  /** What was left out to keep the file small, in a sentence. */
  readonly leftOut?: string;
}

export type PageVerdict = 'pass' | 'fail' | 'skipped' | 'inconclusive';

/** Of the cases that count: `passed` of `judged`. */
export interface PageScore {
  readonly passed: number;
  readonly judged: number;
}

export interface PageArea {
  readonly name: string;
  readonly score: PageScore;
  readonly totals: Readonly<Record<PageVerdict, number>>;
  readonly suites: readonly {
    readonly name: string;
    readonly score: PageScore;
    readonly totals: Readonly<Record<PageVerdict, number>>;
  }[];
}

export interface PageCluster {
  readonly cause: string;
  /** What is broken, in words. */
  readonly said: string;
  /** How many statements are broken alike. */
  readonly statements: number;
  /** Of the first of them. */
  readonly claim?: string;
  readonly citation?: string;
  readonly link?: string;
  readonly expected: string;
  readonly actual: string;
  /** Indexes into `cases`. */
  readonly cases: readonly number[];
}

export interface PageCase {
  readonly id: string;
  readonly title: string;
  readonly suite: string;
  readonly verdict: PageVerdict;
  readonly level: string;
  readonly evidence: string;
  readonly isScored: boolean;
  readonly cites: readonly string[];
  readonly durationMs: number;
  readonly reason?: string;
  readonly blame?: string;
  readonly expectation?: string;
  readonly expectedBecause?: { readonly reason: string; readonly link?: string };
  readonly failure?: PageFailure;
  readonly notes?: readonly string[];
}

export interface PageFailure {
  readonly statement?: string;
  readonly claim?: string;
  readonly citation?: string;
  readonly link?: string;
  /** The last request, or the machine and its input. */
  readonly sent?: readonly { readonly name: string; readonly text: string }[];
  readonly expected: string;
  readonly actual: string;
  readonly curl?: string;
  readonly sdk?: string;
  readonly history?: readonly PageEvent[];
  /** The machine that left this history. */
  readonly machine?: PageMachine;
}

/** One event of an execution's history. */
export interface PageEvent {
  readonly id: number;
  readonly type: string;
  /** Seconds since the first event. */
  readonly at: number;
  /** The state, the error, or what else tells it apart. */
  readonly about: string;
}

export interface PageRow {
  readonly operation: string;
  readonly rule: string;
  readonly exchanges: number;
  readonly violations: number;
  readonly example?: string;
  readonly isScored: boolean;
  readonly expectation?: string;
  readonly link?: string;
}

/** A state machine, or a branch of one, as it is drawn. */
export interface PageMachine {
  readonly start: string;
  readonly states: readonly PageState[];
}

export interface PageState {
  readonly name: string;
  readonly type: string;
  /** How often it was entered. */
  readonly entered: number;
  /** `failed`: the execution failed while it was in here. `open`: it was entered and never left. */
  readonly became: 'untouched' | 'left' | 'open' | 'failed';
  readonly isEnd: boolean;
  readonly edges: readonly PageEdge[];
  /** The branches of a Parallel state, the one processor of a Map state. */
  readonly inner?: readonly PageMachine[];
}

export interface PageEdge {
  readonly to: string;
  readonly kind: 'next' | 'choice' | 'default' | 'catch';
  readonly isTaken: boolean;
}
