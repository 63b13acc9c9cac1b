import type { Problem, Validators } from '../../schemas/validate.js';
import type { Shape, Spec, Members as SpecMembers } from '../../specs/spec.js';
import { withoutNulls } from './absent.js';
import { type Members, shownValue, type Value } from './body.js';

/** A place where an answer does not have the shape that its edition states. */
export interface SchemaProblem {
  /** `schema:` and the tail of the structural statement: `schema:response/executionArn/required`, `schema:HistoryEvent/id/type`. */
  readonly rule: `schema:${string}`;
  /** The structural statement that it breaks. */
  readonly statement?: string;
  readonly expected: string;
  readonly actual: string;
}

/** The response schemas of one edition. */
export interface ResponseSchemas {
  /**
   * What is wrong with the output of an operation, one problem a rule; nothing for an operation that the edition doesn't have.
   * A member that is null counts as absent.
   */
  problems(operation: string, output: Members): SchemaProblem[];
}

/** How a keyword of JSON Schema is called in the ids of structural statements. */
const TAILS: Readonly<Record<string, string>> = {
  required: 'required',
  type: 'type',
  enum: 'enum',
  pattern: 'pattern',
  minLength: 'min-length',
  maxLength: 'max-length',
  minimum: 'min',
  maximum: 'max',
  minItems: 'min-items',
  maxItems: 'max-items',
};

export function responseSchemas(spec: Spec, validators: Validators): ResponseSchemas {
  return {
    problems: (operation, output) => {
      if (!validators.has('response', operation)) return [];
      const read = withoutNulls(spec, spec.operations[operation]?.response.members ?? {}, output);
      const byRule = new Map<string, SchemaProblem & { readonly places: number }>();
      for (const problem of validators.response(operation)(read)) {
        const told = tell(spec, operation, output, problem);
        const known = byRule.get(told.rule);
        byRule.set(told.rule, known === undefined ? { ...told, places: 1 } : { ...known, places: known.places + 1 });
      }
      return [...byRule.values()].map(({ places, ...problem }) =>
        places === 1 ? problem : { ...problem, actual: `${problem.actual}; so in ${places} places` },
      );
    },
  };
}

function tell(spec: Spec, operation: string, output: Members, problem: Problem): SchemaProblem {
  const steps = problem.path
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  const value = steps.reduce<Value | undefined>((inner, step) => memberOf(inner, step), output);
  const place = steps.length === 0 ? 'the answer' : placeText(steps);
  const isAbsent = problem.keyword === 'required' && value === undefined;
  const actual = isAbsent ? `${place} is missing` : `${place} is ${shownValue(value)}`;
  const expected = problem.keyword === 'required' ? place : `${place} ${problem.message}`;
  if (problem.keyword === 'maxProperties') {
    return {
      rule: 'schema:response/empty',
      statement: `${spec.service}:${operation}/response/empty`,
      expected: 'an empty answer',
      actual,
    };
  }
  const owner = ownerOf(spec, operation, steps);
  const tail = TAILS[problem.keyword] ?? problem.keyword;
  const rule = `${owner.type === undefined ? 'response' : owner.type}/${owner.member}/${tail}`;
  const about = owner.type === undefined ? `${operation}/response` : owner.type;
  return { rule: `schema:${rule}`, statement: `${spec.service}:${about}/${owner.member}/${tail}`, expected, actual };
}

function memberOf(value: Value | undefined, step: string): Value | undefined {
  if (Array.isArray(value)) return value[Number(step)];
  return typeof value === 'object' && value !== null && Object.hasOwn(value, step) ? value[step] : undefined;
}

/** `events[3].id` for `/events/3/id`. */
function placeText(steps: readonly string[]): string {
  return steps.map((step, index) => (/^\d+$/.test(step) ? `[${step}]` : index === 0 ? step : `.${step}`)).join('');
}

/** The member that a path leads to: of the response itself, or of a data type. Elements of a list belong to the list. */
function ownerOf(spec: Spec, operation: string, steps: readonly string[]): { type?: string; member: string } {
  let members: SpecMembers = spec.operations[operation]?.response.members ?? {};
  let owner: { type?: string; member: string } | undefined;
  let shape: Shape | undefined;
  for (const step of steps) {
    if (owner !== undefined && shape?.type === 'list') shape = shape.items;
    else if (owner !== undefined && shape?.type === 'map') shape = shape.values;
    else {
      if (shape?.type === 'structure') members = spec.dataTypes[shape.name]?.members ?? {};
      owner = { ...(shape?.type === 'structure' ? { type: shape.name } : {}), member: step };
      shape = members[step];
    }
  }
  return owner ?? { member: '' };
}
