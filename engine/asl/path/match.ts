import type { Json } from '../doc.js';
import { jsonEqual } from '../json-equal.js';
import type { Regexp, RegexpBudget } from '../regexp/regexp.js';
import { readAll, readDefinite } from './evaluate.js';
import type { Filter, FilterOperator, Operand } from './filter.js';
import type { Segment } from './syntax.js';

/** What the patterns of one filter may cost on one item: far more than any text within the payload limit needs. */
const PATTERN_STEPS = 5_000_000;

class PatternBudget implements RegexpBudget {
  private left = PATTERN_STEPS;

  spend(steps: number): void {
    this.left -= steps;
    if (this.left < 0) throw new RangeError('The regular expression takes too long');
  }
}

const isDefinite = (segments: readonly Segment[]): boolean =>
  segments.every(({ kind }) => kind === 'name' || kind === 'index' || kind === 'function');

/** The operand's value; `undefined` for a path that names nothing. */
function operandValue(operand: Operand, item: Json, document: Json): Json | undefined {
  if (operand.kind === 'value') return operand.value;
  if (operand.kind === 'pattern') return undefined;
  const root = operand.from === 'item' ? item : document;
  return isDefinite(operand.segments)
    ? readDefinite(root, operand.segments, document)
    : readAll(root, operand.segments, document);
}

/** Whether an item passes a filter. Comparisons of different kinds of values are false, as in the path library. */
export function matches(filter: Filter, item: Json, document: Json): boolean {
  switch (filter.kind) {
    case 'and':
      return filter.filters.every((one) => matches(one, item, document));
    case 'or':
      return filter.filters.some((one) => matches(one, item, document));
    case 'not':
      return !matches(filter.filter, item, document);
    case 'exists':
      return operandValue(filter.operand, item, document) !== undefined;
    case 'compare':
      if (filter.operator === '=~') return matchesPattern(filter.left, filter.right, item, document);
      return compare(
        filter.operator,
        operandValue(filter.left, item, document),
        operandValue(filter.right, item, document),
      );
  }
}

function matchesPattern(left: Operand, right: Operand, item: Json, document: Json): boolean {
  if (left.kind === 'pattern') return right.kind !== 'pattern' && matchesPattern(right, left, item, document);
  if (right.kind !== 'pattern') return false;
  const value = operandValue(left, item, document);
  const test = (regexp: Regexp, text: string): boolean => regexp.matchesAll(text, new PatternBudget());
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return test(right.regexp, String(value));
  return Array.isArray(value) && value.some((one) => typeof one === 'string' && test(right.regexp, one));
}

/** A number and its text are equal here: `'5' == 5`. */
function equal(left: Json | undefined, right: Json | undefined): boolean {
  if (left === undefined || right === undefined) return false;
  if (typeof left === 'string' && typeof right === 'number') return left === String(right);
  if (typeof left === 'number' && typeof right === 'string') return String(left) === right;
  return jsonEqual(left, right);
}

function ordered(left: Json | undefined, right: Json | undefined): number | undefined {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  if (typeof left === 'string' && typeof right === 'string') return left < right ? -1 : left > right ? 1 : 0;
  return undefined;
}

function lengthOf(value: Json | undefined): number | undefined {
  return typeof value === 'string' || Array.isArray(value) ? value.length : undefined;
}

const among = (value: Json | undefined, list: Json | undefined): boolean =>
  Array.isArray(list) && list.some((one) => equal(one, value));

function compare(operator: Exclude<FilterOperator, '=~'>, left: Json | undefined, right: Json | undefined): boolean {
  switch (operator) {
    case '==':
      return equal(left, right);
    case '!=':
      return !equal(left, right);
    case '===':
      return left !== undefined && right !== undefined && jsonEqual(left, right);
    case '!==':
      return left === undefined || right === undefined || !jsonEqual(left, right);
    case '<':
      return (ordered(left, right) ?? 1) < 0;
    case '<=':
      return (ordered(left, right) ?? 1) <= 0;
    case '>':
      return (ordered(left, right) ?? -1) > 0;
    case '>=':
      return (ordered(left, right) ?? -1) >= 0;
    case 'in':
      return among(left, right);
    case 'nin':
      return Array.isArray(right) && !among(left, right);
    case 'subsetof':
      return Array.isArray(left) && Array.isArray(right) && left.every((one) => among(one, right));
    case 'anyof':
      return Array.isArray(left) && Array.isArray(right) && left.some((one) => among(one, right));
    case 'noneof':
      return Array.isArray(left) && Array.isArray(right) && !left.some((one) => among(one, right));
    case 'contains':
      return typeof left === 'string' ? typeof right === 'string' && left.includes(right) : among(right, left);
    case 'size':
      return typeof right === 'number' && lengthOf(left) === right;
    case 'empty':
      return typeof right === 'boolean' && lengthOf(left) !== undefined && (lengthOf(left) === 0) === right;
    case 'type':
      return typeof right === 'string' && left !== undefined && right.toLowerCase() === kindOf(left);
  }
}

function kindOf(value: Json): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}
