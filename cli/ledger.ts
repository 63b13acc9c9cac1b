import type { Ledger } from '../reporters/build.js';
import { serviceOfEdition } from '../specs/load.js';
import { citeText } from '../specs/statement.js';
import { loadStatements } from '../specs/statements.js';

/** The statements that hold in an edition, as reports need them. */
export function loadLedger(edition: string): Ledger {
  const statements = loadStatements(serviceOfEdition(edition), edition);
  return new Map(
    [...statements].map(([id, { claim, level, evidence, cite }]) => [
      id,
      { id, claim, level, evidence, citation: citeText(cite) },
    ]),
  );
}
