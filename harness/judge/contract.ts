import type { Finding } from '../exchange.js';
import type { ContractRow } from '../record.js';

/** How an example reads in a row. */
export function exampleOf(finding: Pick<Finding, 'expected' | 'actual'>): string {
  return `expected ${finding.expected}; got ${finding.actual}`;
}

/** What the exchanges of one case showed, one row an operation and rule: a broken header is one row, not a thousand. */
export class Contract {
  private readonly rows = new Map<string, ContractRow>();

  /** One answer on which a rule was looked at. */
  count(operation: string, rule: string, statement: string | undefined, findings: readonly Finding[]): void {
    const key = `${operation} ${rule}`;
    const row = this.rows.get(key);
    const example = row?.example ?? (findings[0] === undefined ? undefined : exampleOf(findings[0]));
    const about = row?.statement ?? statement;
    this.rows.set(key, {
      operation,
      rule,
      exchanges: (row?.exchanges ?? 0) + 1,
      violations: (row?.violations ?? 0) + (findings.length === 0 ? 0 : 1),
      ...(about === undefined ? {} : { statement: about }),
      ...(example === undefined ? {} : { example }),
    });
  }

  list(): ContractRow[] {
    return [...this.rows.values()];
  }
}
