import type { ContractRow } from '../harness/record.js';

/** Adds up rows of the same operation and rule, sorted by both. The first example is kept. */
export function sumContract<Row extends ContractRow>(rows: readonly Row[]): Row[] {
  const sums = new Map<string, Row>();
  for (const row of rows) {
    const key = `${row.operation}\n${row.rule}`;
    const sum = sums.get(key);
    if (sum === undefined) sums.set(key, row);
    else {
      const exchanges = sum.exchanges + row.exchanges;
      const violations = sum.violations + row.violations;
      const example = sum.example ?? row.example;
      sums.set(key, { ...sum, exchanges, violations, ...(example === undefined ? {} : { example }) });
    }
  }
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}
