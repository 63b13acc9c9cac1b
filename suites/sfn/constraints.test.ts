import { type CaseContext, describe, expect, type OperationName, operationNames, test } from '../../harness/index.js';
import { loadSpec } from '../../specs/load.js';
import type { Member, Operation } from '../../specs/spec.js';
import { acceptsTwin, prepared } from '../precondition.js';
import { constraintErrors, typeErrors } from './refusals.js';
import { recipes } from './requests.js';

/**
 * The constraints that the references print for the members of requests, one case each: what breaks the constraint is refused,
 * beside a request that is accepted and differs in nothing else. Lengths are tried with ASCII only (A21).
 */

const editions = ['2017-03-30', 'current'] as const;

/** One thing to try on one member, and the editions whose spec says it. */
interface Trial {
  readonly member: string;
  readonly facet: string;
  readonly title: string;
  readonly editions: string[];
  /** The value that breaks the constraint, or how it is made of the member's own. `undefined`: the member is left out. */
  readonly broken: unknown;
  /** A value at the edge that keeps it. Absent: the request as it is. */
  readonly kept?: unknown;
  readonly errors: 'constraint' | 'type';
}

/** ARNs of the kind that a member takes, so that nothing but the length is wrong. */
const ARN_STARTS: readonly (readonly [RegExp, string])[] = [
  [/^role/, 'arn:aws:iam::123456789012:role/'],
  [/^execution/, 'arn:aws:states:us-east-1:123456789012:execution:machine:'],
  [/^activity/, 'arn:aws:states:us-east-1:123456789012:activity:'],
  [/^mapRun/, 'arn:aws:states:us-east-1:123456789012:mapRun:machine/map:'],
  [/Arn$/, 'arn:aws:states:us-east-1:123456789012:stateMachine:'],
];

/** What a text of `length` characters may look like for the member to have a meaning, too. */
function text(member: string, length: number): unknown {
  if (member === 'definition') return (own: unknown) => String(own).padEnd(length, ' ');
  // A name that no earlier run against the same endpoint has left there; unlike its own, none that a script makes longer.
  if (member === 'name') {
    return (own: unknown) => (typeof own === 'string' ? own : '').replaceAll('-', '_').padEnd(length, 'a');
  }
  if (member === 'input' || member === 'output') return `"${'a'.repeat(Math.max(length - 2, 0))}"`;
  if (/arn$/i.test(member)) {
    const start = ARN_STARTS.find(([names]) => names.test(member))![1];
    return (start + 'a'.repeat(Math.max(length - start.length, 0))).slice(0, length);
  }
  return 'a'.repeat(length);
}

/** The members whose value may be at its longest and still be accepted, whatever else exists. */
const freeTexts = new Set(['name', 'definition', 'input', 'output', 'cause', 'error', 'workerName']);

/** Members that are refused, whatever their value, in a request without certain other members. */
const onlyWithOthers = new Set(['redriveFilter']);

function* trialsOf(name: string, member: Member): Generator<Omit<Trial, 'editions'>> {
  const own = { member: name } as const;
  if (member.required) {
    yield { ...own, facet: 'required', title: 'must be there', broken: undefined, errors: 'constraint' };
  }
  if (member.type === 'string') {
    yield { ...own, facet: 'type', title: 'is a string', broken: { not: 'a string' }, errors: 'type' };
    if (member.minLength) {
      yield { ...own, facet: 'min-length', title: 'is not empty', broken: '', errors: 'constraint' };
    }
    if (member.maxLength !== undefined) {
      yield {
        ...own,
        facet: 'max-length',
        title: `has at most ${member.maxLength} characters`,
        broken: text(name, member.maxLength + 1),
        ...(freeTexts.has(name) && { kept: text(name, member.maxLength) }),
        errors: 'constraint',
      };
    }
    if (member.enum) {
      yield {
        ...own,
        facet: 'enum',
        title: 'is one of its values',
        broken: 'SLEEPING',
        ...(!onlyWithOthers.has(name) && { kept: member.enum[0] }),
        errors: 'constraint',
      };
    }
  }
  if (member.type === 'integer' || member.type === 'long') {
    yield { ...own, facet: 'type', title: 'is a number', broken: { not: 'a number' }, errors: 'type' };
    const { minimum, maximum } = member;
    if (minimum !== undefined) {
      yield {
        ...own,
        facet: 'min',
        title: `is at least ${minimum}`,
        broken: minimum - 1,
        kept: minimum,
        errors: 'constraint',
      };
    }
    if (maximum !== undefined) {
      yield {
        ...own,
        facet: 'max',
        title: `is at most ${maximum}`,
        broken: maximum + 1,
        kept: maximum,
        errors: 'constraint',
      };
    }
  }
  if (member.type === 'boolean') {
    yield { ...own, facet: 'type', title: 'is a boolean', broken: 'perhaps', errors: 'type' };
  }
}

/** The trials of an operation over all editions: one that two editions agree on is made once. */
function trials(operation: string): Trial[] {
  const made = new Map<string, Trial>();
  for (const edition of editions) {
    const spec: Operation | undefined = loadSpec('sfn', edition).operations[operation];
    for (const [name, member] of Object.entries(spec?.request.members ?? {})) {
      for (const trial of trialsOf(name, member)) {
        const key = `${trial.member} ${trial.title}`;
        const known = made.get(key);
        if (known === undefined) made.set(key, { ...trial, editions: [edition] });
        else known.editions.push(edition);
      }
    }
  }
  return [...made.values()];
}

/** The request with the member set to a value, or to what a function makes of its own. */
function withMember(request: Record<string, unknown>, member: string, value: unknown): Record<string, unknown> {
  const made: unknown = typeof value === 'function' ? value(request[member]) : value;
  return made === undefined ? without(request, member) : { ...request, [member]: made };
}

const without = (request: Record<string, unknown>, member: string) =>
  Object.fromEntries(Object.entries(request).filter(([name]) => name !== member));

async function tryOut(operation: OperationName, trial: Trial, context: CaseContext): Promise<void> {
  const { sfn } = context;
  const recipe = recipes[operation]!;
  const errors = (trial.errors === 'type' ? typeErrors : constraintErrors)(trial.member);
  const make = () => prepared(() => recipe.make(context));
  const request = await make();

  expect(await sfn.call(operation, withMember(request, trial.member, trial.broken))).toFailWith(errors);

  const twin = trial.kept === undefined ? request : withMember(await make(), trial.member, trial.kept);
  const accepted = await sfn.call(operation, twin);
  if (accepted.error !== undefined) acceptsTwin(twin === request ? accepted : await sfn.call(operation, await make()));
  expect(accepted).toSucceed();
}

for (const operation of operationNames) {
  const recipe = recipes[operation];
  if (recipe === undefined) continue;
  describe(operation, () => {
    for (const trial of trials(operation)) {
      test(
        `${trial.member} ${trial.title}`,
        {
          cites: [`sfn:${operation}/request/${trial.member}/${trial.facet}`],
          ...(recipe.requires && { requires: recipe.requires }),
          ...(trial.editions.length < editions.length && { editions: trial.editions }),
        },
        (context) => tryOut(operation, trial, context),
      );
    }
  });
}
