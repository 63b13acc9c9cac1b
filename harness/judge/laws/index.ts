import type { Law } from '../history.js';
import { branchLaws } from './branches.js';
import { orderLaws } from './order.js';
import { outcomeLaws } from './outcome.js';
import { stateLaws } from './states.js';
import { taskLaws } from './tasks.js';

/** What holds of the history of any execution that has ended. The claims are in specs/sfn/statements/history.yaml. */
export const laws: readonly Law[] = [...orderLaws, ...stateLaws, ...taskLaws, ...branchLaws, ...outcomeLaws];

/** The laws of one edition. */
export function lawsOf(edition: string): readonly Law[] {
  return laws.filter((law) => law.editions === undefined || law.editions.includes(edition));
}
