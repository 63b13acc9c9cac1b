import type { Evidence } from './adjudications.js';
import type { Edition } from './spec.js';

/** One testable claim with a stable id. */
export interface Statement {
  readonly id: string;
  /** One sentence in our own words. */
  readonly claim: string;
  readonly level: 'must' | 'should' | 'may';
  readonly evidence: Evidence;
  /** The editions in which it holds. */
  readonly editions: readonly Edition[];
  readonly cite: StatementCite;
  /** The decision that it rests on. */
  readonly adjudication?: string;
  /** `structural`: made from the spec by rule. `written`: by hand, in a YAML file. */
  readonly origin: 'structural' | 'written';
}

/** Where a statement is stated, or who saw it and when. `source` is `<service>/<edition>` for what a spec cites. */
export interface StatementCite {
  readonly source: string;
  readonly line?: number;
  readonly page?: number;
  readonly shape?: string;
  readonly section?: string;
  readonly recording?: string;
  readonly date?: string;
}

/** Only a `must` that is more than our own reading counts for the score of a target. */
export function isScored({ level, evidence }: Pick<Statement, 'level' | 'evidence'>): boolean {
  return level === 'must' && evidence !== 'inferred';
}

/** A citation as a person reads it: `sfn/2017-03-30, p. 35, line 1975`. */
export function citeText(cite: StatementCite): string {
  return [
    cite.source,
    cite.section && `section ${cite.section}`,
    cite.page && `p. ${cite.page}`,
    cite.line && `line ${cite.line}`,
    cite.shape && `shape ${cite.shape}`,
    cite.recording,
    cite.date,
  ]
    .filter(Boolean)
    .join(', ');
}
