import { isObject, isSame, type Json, type JsonObject } from '../json.js';
import { type DefinitionKind, definitionOf } from './definitions.js';
import {
  type CallAnswer,
  type Caller,
  type Expectation,
  isRef,
  type PlannedCall,
  type Ref,
  type Value,
} from './plan.js';

/** A step that came out otherwise than planned. */
export interface CallFinding {
  /** Its place in the plan, from 0. */
  readonly step: number;
  readonly operation: string;
  readonly statement: string;
  /** What kind of difference it is: `CreateStateMachine succeeds`, `DescribeExecution status`. */
  readonly fingerprint: string;
  readonly expected: string;
  readonly actual: string;
}

export interface CallNames {
  /** The name that a thing of the plan gets: unlike any other's on the target. */
  name(base: string): string;
  readonly roleArn: string;
  /** Whether an item of a list is of this plan: others may use the target, too. Absent: nobody else does. */
  owns?(key: string): boolean;
}

/** Runs a plan. @returns the first step that comes out otherwise */
export async function runCalls(
  plan: readonly PlannedCall[],
  caller: Caller,
  names: CallNames,
): Promise<CallFinding | undefined> {
  const run = new Run(caller, names);
  for (const [step, planned] of plan.entries()) {
    if (planned.step === 'sleep') {
      await caller.sleep(planned.seconds);
      continue;
    }
    const answer = await caller.call(planned.operation, run.resolved(planned.input) as JsonObject);
    const wrong = run.compare(planned.expect, answer);
    if (wrong !== undefined) {
      const { operation, statement } = planned;
      const { aspect, expected, actual } = wrong;
      return { step, operation, statement, fingerprint: `${operation} ${aspect}`, expected, actual };
    }
    if (answer.kind === 'refusal') continue;
    if (planned.keep !== undefined) run.keep(planned.keep.as, answer.output[planned.keep.member]);
    if (planned.settle !== undefined) await caller.settle(String(run.resolved(planned.settle)));
  }
  return undefined;
}

interface Wrong {
  readonly aspect: string;
  readonly expected: string;
  readonly actual: string;
}

const show = (value: Json | undefined): string => (value === undefined ? 'nothing' : JSON.stringify(value));

class Run {
  private readonly known = new Map<string, Json>();

  constructor(
    private readonly caller: Caller,
    private readonly names: CallNames,
  ) {}

  keep({ ref, index }: Ref, value: Json | undefined): void {
    if (value !== undefined) this.known.set(`${ref} ${index}`, value);
  }

  /** The value with what its references, names and definitions stand for. */
  resolved(value: Value): Json {
    if (value === null || typeof value !== 'object') return value;
    if (isRef(value)) {
      const known = this.known.get(`${value.ref} ${value.index}`);
      return known ?? this.caller.unknown(value.ref);
    }
    if (Array.isArray(value)) return value.map((item: Value) => this.resolved(item));
    const members = value as { readonly [member: string]: Value };
    if (typeof members.name === 'string' && Object.keys(members).length === 1) return this.names.name(members.name);
    if (members.role === true) return this.names.roleArn;
    if (typeof members.definition === 'string' && 'variant' in members) {
      const activity = String(this.resolved(members.activity!));
      return definitionOf(members.definition as DefinitionKind, Number(members.variant), activity);
    }
    return Object.fromEntries(Object.entries(members).map(([name, member]) => [name, this.resolved(member)]));
  }

  compare(expect: Expectation, answer: CallAnswer): Wrong | undefined {
    if (expect.kind === 'refusal') {
      if (answer.kind === 'success') {
        return {
          aspect: 'succeeds',
          expected: `refused with ${expect.errors.join(' or ')}`,
          actual: show(answer.output),
        };
      }
      const named = expect.errors.includes(answer.error);
      return named ? undefined : { aspect: 'error', expected: expect.errors.join(' or '), actual: answer.error };
    }
    if (answer.kind === 'refusal') return { aspect: 'is refused', expected: 'a success', actual: answer.error };
    switch (expect.kind) {
      case 'list':
        return this.compareList(expect, answer.output) ?? this.compareEach(expect, answer.output);
      case 'set':
        return this.compareSet(expect, answer.output);
      case 'answer':
        return this.compareMembers(expect, answer.output);
      default:
        return expect satisfies never;
    }
  }

  private compareMembers(expect: Extract<Expectation, { kind: 'answer' }>, output: JsonObject): Wrong | undefined {
    for (const [name, value] of Object.entries(expect.members)) {
      const wrong = this.isHeld(value, output[name]);
      if (!wrong) return { aspect: name, expected: `${name}: ${show(this.shown(value))}`, actual: show(output[name]) };
    }
    const has = (name: string): boolean => output[name] !== undefined && output[name] !== null;
    const missing = expect.present?.find((name) => !has(name));
    if (missing !== undefined) return { aspect: missing, expected: `${missing}`, actual: 'nothing' };
    const present = expect.absent?.find(has);
    if (present === undefined) return undefined;
    return { aspect: present, expected: `no ${present}`, actual: show(output[present]) };
  }

  private compareSet(expect: Extract<Expectation, { kind: 'set' }>, output: JsonObject): Wrong | undefined {
    const { member, items } = expect;
    const list = output[member];
    const found = Array.isArray(list) ? [...list] : [];
    const missing = items.filter((item) => {
      const at = found.findIndex((one) => this.isHeld(item, one));
      if (at >= 0) found.splice(at, 1);
      return at < 0;
    });
    if (Array.isArray(list) && missing.length === 0 && found.length === 0) return undefined;
    const aspect = missing.length > 0 ? 'lacks an item' : 'has an item too many';
    return { aspect, expected: show(items.map((item) => this.resolved(item))), actual: show(list) };
  }

  /** What the items of a list say, where something is known of it. */
  private compareEach(
    { member, key, items, each = [] }: Extract<Expectation, { kind: 'list' }>,
    output: JsonObject,
  ): Wrong | undefined {
    const list = (output[member] ?? []) as readonly Json[];
    for (const [index, members] of each.entries()) {
      const arn = this.resolved(items[index]!);
      const item = list.find((one) => isObject(one) && one[key] === arn) as JsonObject | undefined;
      if (item === undefined) continue;
      for (const [name, value] of Object.entries(members)) {
        if (this.isHeld(value, item[name])) continue;
        const expected = `${name} of an item: ${show(this.resolved(value))}`;
        return { aspect: `${name} of an item`, expected, actual: show(item[name]) };
      }
    }
    return undefined;
  }

  private shown(value: Value): Json {
    return isObject(value as Json) && 'json' in (value as object)
      ? ((value as { json: string }).json as Json)
      : this.resolved(value);
  }

  /** Whether an answer holds a value: objects may have more members, and `json` is a text that is compared as a value. */
  private isHeld(value: Value, actual: Json | undefined): boolean {
    if (Array.isArray(value)) {
      return (
        Array.isArray(actual) &&
        value.length === actual.length &&
        value.every((item: Value, index) => this.isHeld(item, actual[index]))
      );
    }
    if (typeof value !== 'object' || value === null || isRef(value)) return isSame(this.resolved(value), actual);
    const members = value as { readonly [member: string]: Value };
    if (typeof members.name === 'string' && Object.keys(members).length === 1) return this.resolved(value) === actual;
    if (members.role === true) return this.resolved(value) === actual;
    if (typeof members.json === 'string')
      return typeof actual === 'string' && isSame(parsed(members.json), parsed(actual));
    if ('definition' in members) return this.resolved(value) === actual;
    return isObject(actual) && Object.entries(members).every(([name, member]) => this.isHeld(member, actual[name]));
  }

  private compareList(expect: Extract<Expectation, { kind: 'list' }>, output: JsonObject): Wrong | undefined {
    const list = output[expect.member];
    const all = Array.isArray(list) ? list.map((item) => (isObject(item) ? (item[expect.key] ?? null) : null)) : [];
    const found = all.filter((key) => this.names.owns?.(String(key)) ?? true);
    const wanted = expect.items.map((item) => this.resolved(item));
    const inOrder = (items: readonly Json[]): Json[] => (expect.order === 'given' ? [...items] : [...items].sort());
    if (Array.isArray(list) && isSame(inOrder(found), inOrder(wanted))) return undefined;
    const missing = wanted.filter((item) => !found.includes(item));
    const aspect = missing.length > 0 ? 'lacks an item' : 'has an item too many';
    return { aspect, expected: show(wanted), actual: show(Array.isArray(list) ? found : list) };
  }
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
