import type { PageScore, PageVerdict } from './page-model.js';

/** What the page of a matrix is given: plain data, every text safe to show as text. */
export interface MatrixData {
  readonly tool: string;
  readonly columns: readonly MatrixColumn[];
  readonly areas: readonly MatrixArea[];
  readonly statements: readonly MatrixStatement[];
  readonly cases: readonly MatrixCase[];
  /** What came, in a line, of cells that did not pass. Cases name them by index. */
  readonly remarks: readonly string[];
}

/** One version of one target, judged by one edition. */
export interface MatrixColumn {
  /** Tells it from the others, and stays the same from matrix to matrix: `moto 5.2.5`. */
  readonly key: string;
  readonly name: string;
  readonly version?: string;
  readonly edition: string;
  readonly client: string;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly interrupted: boolean;
  readonly score: PageScore;
  /** Of the scored cases, how many were judged, in the areas that the target has anything of. */
  readonly covered: PageScore;
  readonly totals: Readonly<Record<PageVerdict, number>>;
  /** The page of its report, from where the matrix is. */
  readonly page?: string;
  /** Its runs, and those of earlier versions, the oldest first and itself last. */
  readonly trend: readonly MatrixPoint[];
  /** What became of the cases since the run before it. */
  readonly since?: { readonly point: MatrixPoint; readonly fixed: number; readonly worse: number };
}

export interface MatrixPoint {
  readonly version?: string;
  readonly startedAt: string;
  readonly score: PageScore;
}

export interface MatrixArea {
  readonly name: string;
  /** One a column. */
  readonly scores: readonly PageScore[];
  readonly topics: readonly MatrixTopic[];
}

/** Statements about one operation, one state type or one part of the language. */
export interface MatrixTopic {
  readonly name: string;
  /** One a column. */
  readonly scores: readonly PageScore[];
  /** Indexes into `statements`. */
  readonly statements: readonly number[];
}

/**
 * Verdicts, one letter a column: `p` passed, `f` failed, `i` inconclusive, `s` skipped, `-` where there is no such case in
 * the run.
 */
export type Cells = string;

export interface MatrixStatement {
  readonly id: string;
  readonly claim?: string;
  readonly link?: string;
  readonly isScored: boolean;
  readonly cells: Cells;
  /** In the run before; absent where nothing changed. */
  readonly was?: Cells;
  /** Indexes into `cases`. */
  readonly cases: readonly number[];
}

export interface MatrixCase {
  readonly id: string;
  readonly title: string;
  readonly cells: Cells;
  readonly was?: Cells;
  /** By column: an index into `remarks`. Absent when there are none. */
  readonly remarks?: Readonly<Record<number, number>>;
}
