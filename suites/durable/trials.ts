import { DURABLE_EDITION } from '../../harness/durable/operations.js';
import type { Shape } from '../../specs/spec.js';
import { loadStatements } from '../../specs/statements.js';

/** One thing to try on one member: values that break one constraint, and perhaps one at the edge that keeps it. */
export interface Trial {
  readonly member: string;
  readonly title: string;
  readonly statement: string;
  /** Each is refused. `undefined`: the member is left out. */
  readonly broken: readonly unknown[];
  /** Absent: the request as it is. */
  readonly kept?: { readonly value: unknown };
  readonly errors: readonly string[];
}

/**
 * What a broken constraint is refused with: Lambda sends ValidationException, which no operation declares, or the
 * InvalidParameterValueException that they do (L09).
 */
export const CONSTRAINT = ['ValidationException', 'InvalidParameterValueException'] as const;
/** What can't be read as the member's type may be told before anything is looked at. */
export const UNREADABLE = [...CONSTRAINT, 'SerializationException', 'InvalidRequestContentException'] as const;

/** How the values of one member are made, where the general ones would mean something else. */
export interface Making {
  /** A text that keeps the pattern, as long as asked. Default: letters. */
  readonly text?: (length: number) => string;
  /** Texts that break the pattern, by what is wrong with them. */
  readonly misfits?: Readonly<Record<string, string>>;
  /** A value at the edge is accepted. Default true. */
  readonly edges?: boolean;
  /** Facets that can't be tried: an empty path segment is another path. */
  readonly without?: readonly string[];
}

const known = loadStatements('durable', DURABLE_EDITION);

/** The trials of one member. `owner`: `Invoke/request` or `OperationUpdate`. */
export function trialsOf(
  owner: string,
  member: string,
  shape: Shape & { readonly required?: boolean },
  making: Making,
): Trial[] {
  const { text = (length) => 'a'.repeat(length), edges = true, without = [] } = making;
  const trials: (Omit<Trial, 'statement' | 'member'> & { readonly facet: string })[] = [];
  const add = (
    facet: string,
    title: string,
    broken: unknown,
    kept?: unknown,
    errors: readonly string[] = CONSTRAINT,
  ) => {
    if (without.includes(facet)) return;
    const edge = kept === undefined || !edges ? {} : { kept: { value: kept } };
    trials.push({ facet, title, broken: [broken], errors, ...edge });
  };
  if (shape.required) add('required', 'must be there', undefined, undefined, UNREADABLE);
  switch (shape.type) {
    case 'string': {
      const { minLength, maxLength, pattern } = shape;
      if (minLength) add('min-length', `has at least ${minLength} character`, '', text(minLength));
      if (maxLength !== undefined && maxLength < 100_000) {
        add('max-length', `has at most ${maxLength} characters`, text(maxLength + 1), text(maxLength));
      }
      const misfits = pattern === undefined ? [] : Object.entries(making.misfits ?? {});
      if (misfits.length > 0) {
        // One case, however many ways there are to break a pattern: a target that does not look at it is accused once.
        const title = misfits.length === 1 ? `is no text ${misfits[0]![0]}` : 'keeps its pattern';
        trials.push({ facet: 'pattern', title, broken: misfits.map(([, value]) => value), errors: CONSTRAINT });
      }
      if (shape.enum !== undefined) add('enum', 'is one of its values', 'SLEEPING');
      break;
    }
    case 'integer':
    case 'long': {
      const { minimum, maximum } = shape;
      if (minimum !== undefined) add('min', `is at least ${minimum}`, minimum - 1, minimum);
      if (maximum !== undefined) add('max', `is at most ${maximum}`, maximum + 1, maximum);
      add('type', 'is a whole number', 'many', undefined, UNREADABLE);
      break;
    }
    case 'boolean':
      add('type', 'is a boolean', 'perhaps', true, UNREADABLE);
      break;
    case 'timestamp':
      add('type', 'is a time', 'yesterday', 1_700_000_000.5, UNREADABLE);
      break;
    case 'structure':
      add('type', 'is an object', 'not an object', undefined, UNREADABLE);
      break;
    default:
      break;
  }
  return trials
    .map(({ facet, ...trial }) => ({ ...trial, member, statement: `durable:${owner}/${member}/${facet}` }))
    .filter(({ statement }) => known.has(statement));
}

/** The request with the member set, or without it. */
export function withMember(
  request: Readonly<Record<string, unknown>>,
  member: string,
  value: unknown,
): Record<string, unknown> {
  return { ...request, [member]: value };
}
