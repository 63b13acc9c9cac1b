import type { Json, JsonObject } from '../asl/doc.js';
import { StatesError } from '../asl/index.js';
import type { Branch } from './branch.js';
import { type CompileContext, compileQuery } from './dataflow.js';

/** What a number of a Map state must be. */
export interface SettingRule {
  readonly kind: 'integer' | 'float';
  /** The cause when the number is out of range. */
  refuse(value: number): string | undefined;
}

export const notNegative = (field: string): SettingRule => ({
  kind: 'integer',
  refuse: (value) => (value < 0 ? `${field} cannot be negative.` : undefined),
});

export const concurrency: SettingRule = {
  kind: 'integer',
  refuse: (value) =>
    value < 0 ? `Expected non-negative integer for MaxConcurrency, got '${value}' instead.` : undefined,
};

export const percentage = (field: string): SettingRule => ({
  kind: 'float',
  refuse: (value) => (value < 0 || value > 100 ? `${field} must be between 0 and 100.` : undefined),
});

/** Any number: who uses it judges it. */
export const anyInteger: SettingRule = { kind: 'integer', refuse: () => undefined };

/**
 * A number that is written out, named by a path (`<field>Path`) or computed by a query. A path may lead to a number or to
 * its text.
 * @returns undefined when the definition has none
 */
export function compileSetting(
  definition: JsonObject,
  field: string,
  context: CompileContext,
  rule: SettingRule,
  location = field,
): ((branch: Branch) => number) | undefined {
  const literal = definition[field];
  const path = definition[`${field}Path`];
  if (path !== undefined) {
    const found = context.language.path(path as string);
    return (branch) => {
      const value = found.value(branch);
      const number = numberOf(value);
      if (number === undefined || (rule.kind === 'integer' && !Number.isInteger(number))) {
        const shown = typeof value === 'string' ? value : JSON.stringify(value);
        throw new StatesError(
          'States.Runtime',
          `The ${field}Path field refers to value "${shown}" which is not a valid ${rule.kind}: ${path}`,
        );
      }
      return within(number, rule, 'States.Runtime');
    };
  }
  if (literal === undefined) return undefined;
  if (typeof literal === 'number') return () => literal;
  const query = compileQuery(literal, location, context, 'number');
  return (branch) => within(query.value(branch) as number, rule, 'States.QueryEvaluationError', location);
}

function within(
  value: number,
  rule: SettingRule,
  error: 'States.Runtime' | 'States.QueryEvaluationError',
  location?: string,
): number {
  const refusal = rule.refuse(value);
  if (refusal !== undefined) throw new StatesError(error, refusal, location);
  return value;
}

function numberOf(value: Json): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string' || value.trim() === '') return undefined;
  const number = Number(value);
  return Number.isNaN(number) ? undefined : number;
}
