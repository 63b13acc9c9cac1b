import { editions } from '../specs/load.js';
import type { Statement } from '../specs/statement.js';
import { loadStatements } from '../specs/statements.js';

/** The statements of all editions, by id. One that holds in several is the same in each. */
export function everyStatement(): Map<string, Statement> {
  const all = new Map<string, Statement>();
  for (const { service, edition } of editions()) {
    for (const [id, statement] of loadStatements(service, edition)) all.set(id, statement);
  }
  return all;
}
