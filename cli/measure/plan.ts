import type { Fault } from '../../engine/fault.js';
import type { CasePlan } from '../../harness/record.js';

/** Which cases are tried on a fault. */
export interface FaultPlan {
  readonly fault: Fault;
  /** Those that cite the broken statement: they should notice. */
  readonly citing: readonly string[];
  /** Those that cite others of its family: they may notice. */
  readonly near: readonly string[];
}

/** So many near cases at most: they tell what else would notice, and cost time. */
const MOST_NEAR = 8;

/** What statements have in common: the operation, the state type or the topic. */
export function familyOf(statement: string): string {
  return statement.split('/', 1)[0]!;
}

/**
 * The cases to try on each fault. Pure.
 * @param all every case there is, in place of those near
 */
export function planFaults(faults: readonly Fault[], cases: readonly CasePlan[], all: boolean): FaultPlan[] {
  return faults.map((fault) => {
    const cites = ({ cites }: CasePlan) => cites.includes(fault.breaks);
    const family = familyOf(fault.breaks);
    const isNear = (plan: CasePlan) => !cites(plan) && plan.cites.some((id) => familyOf(id) === family);
    const near = all ? cases.filter((plan) => !cites(plan)) : spread(cases.filter(isNear), MOST_NEAR);
    return { fault, citing: cases.filter(cites).map(({ id }) => id), near: near.map(({ id }) => id) };
  });
}

/** `count` of the items, taken evenly from all of them. */
function spread<Item>(items: readonly Item[], count: number): readonly Item[] {
  if (items.length <= count) return items;
  return Array.from({ length: count }, (_, index) => items[Math.floor((index * items.length) / count)]!);
}
