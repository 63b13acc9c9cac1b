import type { Fault } from '../../engine/fault.js';
import { familyOf } from './plan.js';

/** Whether a fault is one of the few that stand for all: the first of each family of statements. */
export function isQuick(fault: Fault, all: readonly Fault[]): boolean {
  const family = familyOf(fault.breaks);
  return all.find(({ breaks }) => familyOf(breaks) === family) === fault;
}
