import { type Law, notApplicable } from '../history.js';
import { branchLaws } from './branches.js';
import { orderLaws } from './order.js';
import { outcomeLaws } from './outcome.js';
import { stateLaws } from './states.js';
import { taskLaws } from './tasks.js';

/** Laws about which event follows on which. That every event says so is `history:previous-is-an-event`. */
const FOLLOWING: ReadonlySet<Law['id']> = new Set<Law['id']>([
  'history:previous-is-earlier',
  'history:second-points-at-zero',
  'history:linear-without-branches',
  'history:success-follows-an-exit',
  'history:plain-states-exit-from-entry',
  'history:fail-state-leads-to-failure',
  'history:task-started-follows-scheduled',
  'history:task-scheduled-follows-entry-or-failure',
  'history:task-end-follows-its-start',
  'history:task-submitted-follows-started',
  'history:lambda-chain',
  'history:activity-chain',
  'history:task-exit-follows-an-attempt',
]);

const withPointers = (law: Law): Law =>
  FOLLOWING.has(law.id)
    ? { ...law, check: (history) => (history.hasPointers ? law.check(history) : notApplicable) }
    : law;

/** What holds of the history of any execution that has ended. The claims are in specs/sfn/statements/history.yaml. */
export const laws: readonly Law[] = [...orderLaws, ...stateLaws, ...taskLaws, ...branchLaws, ...outcomeLaws].map(
  withPointers,
);

/** The laws of one edition. */
export function lawsOf(edition: string): readonly Law[] {
  return laws.filter((law) => law.editions === undefined || law.editions.includes(edition));
}
