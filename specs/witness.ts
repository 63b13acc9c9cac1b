import type { Problem, Validators } from '../schemas/validate.js';
import type { Change, LimitKeyword, Place, Step } from './drift.js';
import type { Edition, Member, Shape, Spec, StringShape } from './spec.js';

/** An instance that one edition accepts and the other refuses: it proves a change. */
export interface Witness {
  readonly accepts: Edition;
  readonly refuses: Edition;
  /** A request or a response of the operation, or the body of an error that it answers. */
  readonly what: 'request' | 'response' | 'error';
  readonly value: unknown;
  /** Why the other edition refuses it. */
  readonly because: string;
}

/** One edition with what judges values in it. */
export interface JudgedEdition {
  readonly spec: Spec;
  readonly validators: Validators;
}

/**
 * An instance for one change, judged by the validators of both editions. Throws when they do not part on it: the change, or the
 * instance, would be wrong.
 */
export function witnessOf(change: Change, from: JudgedEdition, to: JudgedEdition): Witness {
  const [what, value] = instanceOf(change, from.spec, to.spec);
  const [before, after] = [judge(change.operation, what, value, from), judge(change.operation, what, value, to)];
  if ((before === undefined) === (after === undefined)) {
    throw new Error(
      `No instance shows this change: ${JSON.stringify(change)}, tried ${JSON.stringify(value).slice(0, 200)}: ${before}, ${after}`,
    );
  }
  const [accepts, refuses] = before === undefined ? [from, to] : [to, from];
  return { accepts: accepts.spec.edition, refuses: refuses.spec.edition, what, value, because: before ?? after ?? '' };
}

/** Why an edition refuses an instance, or undefined when it accepts it. */
function judge(
  operation: string,
  what: Witness['what'],
  value: unknown,
  { spec, validators }: JudgedEdition,
): string | undefined {
  const contract = spec.operations[operation];
  if (!contract) return `there is no operation ${operation}`;
  if (what === 'error') {
    const name = (value as { readonly __type: string }).__type;
    if (!Object.hasOwn(contract.errors, name)) return `${operation} does not declare ${name}`;
    return because(validators.error(name)(value));
  }
  return because(what === 'request' ? validators.request(operation)(value) : validators.response(operation)(value));
}

function because([problem]: readonly Problem[]): string | undefined {
  return problem && `${problem.path} ${problem.message}`.trim();
}

function instanceOf(change: Change, from: Spec, to: Spec): readonly [Witness['what'], unknown] {
  switch (change.kind) {
    case 'operation': {
      const spec = change.change === 'added' ? to : from;
      const members = spec.operations[change.operation]?.request.members ?? {};
      return ['request', new Sampler([spec, spec]).object([members, members], [], undefined)];
    }
    case 'error':
      return ['error', { __type: change.error, message: 'refused' }];
    default: {
      const sampler = new Sampler([from, to]);
      const [before, after] = [from.operations[change.operation], to.operations[change.operation]];
      const roots: Both<Members> = [before?.[change.side].members, after?.[change.side].members];
      return [change.side, sampler.object(roots, change.steps, valueFor(change))];
    }
  }
}

type Members = Readonly<Record<string, Member>>;

/** What stands at the place of the change: `absent` leaves the member out. */
type Planted = { readonly value: unknown } | 'absent';

function valueFor(change: Extract<Change, Place>): Planted {
  switch (change.kind) {
    case 'member':
      // Where the member is unknown, anything is allowed under its name; where it is required, its absence is refused.
      return change.member.required ? 'absent' : { value: wrongFor(change.member) };
    case 'required':
      return 'absent';
    case 'enum value':
      return { value: change.value };
    case 'limit':
      return { value: beyond(change.keyword, change.from, change.to) };
    case 'type':
      return { value: wrongFor(change.from.type === 'string' ? change.to : change.from) };
    case 'pattern':
      return { value: '\n' };
  }
}

/** A value that the stricter of two limits refuses and the other takes. */
function beyond(keyword: LimitKeyword, from: number | undefined, to: number | undefined): unknown {
  const bounds = [from, to].filter((bound) => bound !== undefined);
  const low = keyword.startsWith('min');
  const strict = low ? Math.max(...bounds) : Math.min(...bounds);
  const past = low ? strict - 1 : strict + 1;
  if (keyword.endsWith('Length')) return 'a'.repeat(past);
  return keyword.endsWith('Items') ? Array.from({ length: past }, () => 'a') : past;
}

function wrongFor(shape: Shape): unknown {
  return shape.type === 'string' || shape.type === 'blob' ? 1 : 'a';
}

/** The two editions' views of one place; undefined where an edition does not have it. */
type Both<Value> = readonly [Value | undefined, Value | undefined];

/** Makes the smallest values that both editions take. */
class Sampler {
  readonly #specs: readonly [Spec, Spec];

  constructor(specs: readonly [Spec, Spec]) {
    this.#specs = specs;
  }

  /** An object with the members that either edition requires, and with `planted` where `steps` lead. */
  object(members: Both<Members>, steps: readonly Step[], planted: Planted | undefined): Record<string, unknown> {
    const [step, ...rest] = steps;
    const target = step && 'member' in step ? step.member : undefined;
    const made: Record<string, unknown> = {};
    for (const name of new Set(members.flatMap((side) => Object.keys(side ?? {})))) {
      const shapes: Both<Member> = [members[0]?.[name], members[1]?.[name]];
      if (name === target) {
        if (planted !== 'absent' || rest.length > 0) made[name] = this.#at(shapes, rest, planted);
      } else if (shapes.some((member) => member?.required)) made[name] = this.#at(shapes, [], undefined);
    }
    return made;
  }

  #at(shapes: Both<Shape>, steps: readonly Step[], planted: Planted | undefined): unknown {
    if (steps.length === 0 && planted && planted !== 'absent') return planted.value;
    const shape = shapes[1] ?? shapes[0];
    switch (shape?.type) {
      case undefined:
        return null;
      case 'structure':
        return this.object([this.#membersOf(shapes, 0), this.#membersOf(shapes, 1)], steps, planted);
      case 'list': {
        const items = inner(shapes, (candidate) => (candidate.type === 'list' ? candidate.items : undefined));
        const count = Math.max(steps.length > 0 ? 1 : 0, shape.minItems ?? 0);
        return Array.from({ length: count }, () => this.#at(items, steps.slice(1), planted));
      }
      case 'map': {
        const values = inner(shapes, (candidate) => (candidate.type === 'map' ? candidate.values : undefined));
        return steps.length > 0 ? { a: this.#at(values, steps.slice(1), planted) } : {};
      }
      case 'string':
        return sampleText(shapes.filter((candidate) => candidate?.type === 'string'));
      case 'blob':
        return 'a';
      case 'boolean':
        return true;
      case 'timestamp':
        return 1.5;
      default:
        return Math.max(
          1,
          ...shapes.map((candidate) => (candidate && 'minimum' in candidate ? (candidate.minimum ?? 1) : 1)),
        );
    }
  }

  #membersOf(shapes: Both<Shape>, index: 0 | 1): Members | undefined {
    const shape = shapes[index];
    return shape?.type === 'structure' ? this.#specs[index].dataTypes[shape.name]?.members : undefined;
  }
}

function inner(shapes: Both<Shape>, of: (shape: Shape) => Shape | undefined): Both<Shape> {
  return [shapes[0] && of(shapes[0]), shapes[1] && of(shapes[1])];
}

function sampleText(texts: readonly StringShape[]): string {
  const lists = texts.flatMap((shape) => (shape.enum ? [shape.enum] : []));
  const common = lists[0]?.find((value) => lists.every((list) => list.includes(value)));
  return common ?? 'a'.repeat(Math.max(1, ...texts.map((shape) => shape.minLength ?? 1)));
}

/** A value for reading: long runs of one character become `{"$repeat": ["a", 32769]}`. */
export function abridged(value: unknown): unknown {
  if (typeof value === 'string')
    return value.length > 100 && /^(.)\1*$/.test(value) ? { $repeat: [value.charAt(0), value.length] } : value;
  if (Array.isArray(value)) return value.map(abridged);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, abridged(entry)]));
}
