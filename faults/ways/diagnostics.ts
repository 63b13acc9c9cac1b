import type { definitionRules } from '../../engine/asl/index.js';
import type { Fault } from '../../engine/fault.js';

type RuleId = keyof typeof definitionRules;

/** Definitions that break one of these rules are accepted. */
export function overlooking(...rules: readonly RuleId[]): NonNullable<Fault['options']> {
  const overlooked: ReadonlySet<RuleId> = new Set(rules);
  return { reviseDiagnostics: (found) => found.filter(({ rule }) => !overlooked.has(rule)) };
}
