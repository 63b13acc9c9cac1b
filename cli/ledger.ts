import { DURABLE_EDITION } from '../harness/durable/operations.js';
import type { Ledger } from '../reporters/build.js';
import { serviceOfEdition } from '../specs/load.js';
import { citeText } from '../specs/statement.js';
import { loadStatements } from '../specs/statements.js';

/** Durable executions have an edition of their own: their suites are judged by it, whatever edition a run is about. */
const DURABLE = { service: 'durable', edition: DURABLE_EDITION, suites: 'durable/' } as const;

/**
 * The statements that hold in an edition, as reports need them.
 * @param suites those that a run is about: with durable ones among them it is about their statements too, or only about those
 */
export function loadLedger(edition: string, suites: Iterable<string> = []): Ledger {
  const isDurable = [...new Set(suites)].map((suite) => suite.startsWith(DURABLE.suites));
  const own = isDurable.length > 0 && isDurable.every(Boolean) ? [] : [{ service: serviceOfEdition(edition), edition }];
  const all = isDurable.some(Boolean) && edition !== DURABLE.edition ? [...own, DURABLE] : own;
  return new Map(
    (all.length === 0 ? [DURABLE] : all)
      .flatMap((scope) => [...loadStatements(scope.service, scope.edition)])
      .map(([id, { claim, level, evidence, cite }]) => [id, { id, claim, level, evidence, citation: citeText(cite) }]),
  );
}
