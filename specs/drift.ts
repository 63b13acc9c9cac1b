import { effectiveSpec } from './effective.js';
import type { Edition, Member, Members, Operation, Service, Shape, Spec } from './spec.js';

/** A step from a message to a value inside it: a member's name, or any element of a list, or any value of a map. */
export type Step = { readonly member: string } | { readonly each: 'item' | 'value' };

/** One difference between two editions. `steps` leads from the message to the value that differs. */
export type Change =
  | { readonly kind: 'operation'; readonly change: 'added' | 'removed'; readonly operation: string }
  | { readonly kind: 'error'; readonly change: 'added' | 'removed'; readonly operation: string; readonly error: string }
  | (Place & { readonly kind: 'member'; readonly change: 'added' | 'removed'; readonly member: Member })
  | (Place & { readonly kind: 'required'; readonly change: 'added' | 'removed' })
  | (Place & { readonly kind: 'type'; readonly from: Shape; readonly to: Shape })
  | (Place & {
      readonly kind: 'limit';
      readonly keyword: LimitKeyword;
      readonly from: number | undefined;
      readonly to: number | undefined;
    })
  | (Place & { readonly kind: 'pattern'; readonly from: string | undefined; readonly to: string | undefined })
  | (Place & {
      readonly kind: 'enum value';
      readonly change: 'added' | 'removed';
      readonly value: string;
      readonly values: readonly string[];
    });

export interface Place {
  readonly operation: string;
  readonly side: 'request' | 'response';
  readonly steps: readonly Step[];
}

export const LIMIT_KEYWORDS = ['minLength', 'maxLength', 'minimum', 'maximum', 'minItems', 'maxItems'] as const;
export type LimitKeyword = (typeof LIMIT_KEYWORDS)[number];

/** Everything that differs between two editions of a service, with the adjudications laid over both, operation by operation. */
export function driftOf(service: Service, from: Edition, to: Edition): readonly Change[] {
  const [before, after] = [effectiveSpec(service, from).spec, effectiveSpec(service, to).spec];
  const changes: Change[] = [];
  for (const operation of namesOf(before.operations, after.operations)) {
    const [old, now] = [before.operations[operation], after.operations[operation]];
    if (!old || !now) changes.push({ kind: 'operation', change: now ? 'added' : 'removed', operation });
    else compareOperation(changes, operation, { before, after, old, now });
  }
  return changes;
}

/** How much has changed on the operations that both editions have. */
export interface DriftCounts {
  readonly newOperations: number;
  readonly removedOperations: number;
  readonly newRequestMembers: number;
  readonly newResponseMembers: number;
  readonly removedMembers: number;
  readonly newErrorDeclarations: number;
  readonly removedErrorDeclarations: number;
  /** Counted once for each enumeration, however many members have it. */
  readonly newEnumValues: number;
  readonly removedEnumValues: number;
  /** Places in requests whose limit, type, requiredness or enumeration differs. */
  readonly changedRequestPlaces: number;
  readonly changedResponsePlaces: number;
}

export function countDrift(changes: readonly Change[]): DriftCounts {
  const count = (test: (change: Change) => boolean) => changes.filter(test).length;
  const distinct = (change: 'added' | 'removed') =>
    new Set(
      changes.flatMap((entry) =>
        entry.kind === 'enum value' && entry.change === change ? [`${entry.values.join()}+${entry.value}`] : [],
      ),
    ).size;
  const places = (side: 'request' | 'response') =>
    new Set(
      changes.flatMap((entry) =>
        'steps' in entry && entry.kind !== 'member' && entry.side === side ? [placeText(entry)] : [],
      ),
    ).size;
  return {
    newOperations: count((entry) => entry.kind === 'operation' && entry.change === 'added'),
    removedOperations: count((entry) => entry.kind === 'operation' && entry.change === 'removed'),
    newRequestMembers: count(
      (entry) => entry.kind === 'member' && entry.change === 'added' && entry.side === 'request',
    ),
    newResponseMembers: count(
      (entry) => entry.kind === 'member' && entry.change === 'added' && entry.side === 'response',
    ),
    removedMembers: count((entry) => entry.kind === 'member' && entry.change === 'removed'),
    newErrorDeclarations: count((entry) => entry.kind === 'error' && entry.change === 'added'),
    removedErrorDeclarations: count((entry) => entry.kind === 'error' && entry.change === 'removed'),
    newEnumValues: distinct('added'),
    removedEnumValues: distinct('removed'),
    changedRequestPlaces: places('request'),
    changedResponsePlaces: places('response'),
  };
}

/** A place as people write it: `GetExecutionHistory response events[].type`. */
export function placeText({ operation, side, steps }: Place): string {
  return `${operation} ${side} ${stepsText(steps)}`;
}

export function stepsText(steps: readonly Step[]): string {
  let text = '';
  for (const step of steps) {
    if ('each' in step) text += step.each === 'item' ? '[]' : '{}';
    else text += text === '' ? step.member : `.${step.member}`;
  }
  return text;
}

interface Pair {
  readonly before: Spec;
  readonly after: Spec;
  readonly old: Operation;
  readonly now: Operation;
}

function compareOperation(changes: Change[], operation: string, pair: Pair): void {
  for (const side of ['request', 'response'] as const) {
    const comparison = new Comparison(changes, operation, side, pair);
    comparison.members(pair.old[side].members, pair.now[side].members, [], []);
  }
  for (const error of namesOf(pair.old.errors, pair.now.errors)) {
    const [had, has] = [Object.hasOwn(pair.old.errors, error), Object.hasOwn(pair.now.errors, error)];
    if (had !== has) changes.push({ kind: 'error', change: has ? 'added' : 'removed', operation, error });
  }
}

class Comparison {
  readonly #changes: Change[];
  readonly #place: Omit<Place, 'steps'>;
  readonly #pair: Pair;

  constructor(changes: Change[], operation: string, side: Place['side'], pair: Pair) {
    this.#changes = changes;
    this.#place = { operation, side };
    this.#pair = pair;
  }

  /** `within`: the data types that lead here, so that one which contains itself ends. */
  members(old: Members, now: Members, steps: readonly Step[], within: readonly string[]): void {
    for (const name of namesOf(old, now)) {
      const [had, has] = [old[name], now[name]];
      const at = { ...this.#place, steps: [...steps, { member: name }] };
      const member = has ?? had;
      if (member && (!had || !has)) {
        this.#changes.push({ kind: 'member', change: has ? 'added' : 'removed', ...at, member });
      } else if (had && has) {
        if (Boolean(had.required) !== Boolean(has.required)) {
          this.#changes.push({ kind: 'required', change: has.required ? 'added' : 'removed', ...at });
        }
        this.#shapes(had, has, at, within);
      }
    }
  }

  #shapes(old: Shape, now: Shape, at: Place, within: readonly string[]): void {
    if (old.type !== now.type) {
      this.#changes.push({ kind: 'type', ...at, from: old, to: now });
      return;
    }
    for (const keyword of LIMIT_KEYWORDS) {
      const [from, to] = [limitOf(old, keyword), limitOf(now, keyword)];
      if (from !== to) this.#changes.push({ kind: 'limit', ...at, keyword, from, to });
    }
    if (old.type === 'string' && now.type === 'string') this.#strings(old, now, at);
    if (old.type === 'list' && now.type === 'list') {
      this.#shapes(old.items, now.items, { ...at, steps: [...at.steps, { each: 'item' }] }, within);
    }
    if (old.type === 'map' && now.type === 'map') {
      this.#shapes(old.values, now.values, { ...at, steps: [...at.steps, { each: 'value' }] }, within);
    }
    if (old.type === 'structure' && now.type === 'structure' && !within.includes(now.name)) {
      const { before, after } = this.#pair;
      const members = [before.dataTypes[old.name]?.members ?? {}, after.dataTypes[now.name]?.members ?? {}] as const;
      this.members(...members, at.steps, [...within, now.name]);
    }
  }

  #strings(old: Shape & { type: 'string' }, now: Shape & { type: 'string' }, at: Place): void {
    if (old.pattern !== now.pattern) this.#changes.push({ kind: 'pattern', ...at, from: old.pattern, to: now.pattern });
    const [had, has] = [old.enum ?? [], now.enum ?? []];
    if (Boolean(old.enum) !== Boolean(now.enum)) {
      this.#changes.push({ kind: 'type', ...at, from: old, to: now });
      return;
    }
    const values = [...had].sort();
    for (const value of has)
      if (!had.includes(value)) this.#changes.push({ kind: 'enum value', change: 'added', ...at, value, values });
    for (const value of had)
      if (!has.includes(value)) this.#changes.push({ kind: 'enum value', change: 'removed', ...at, value, values });
  }
}

function limitOf(shape: Shape, keyword: LimitKeyword): number | undefined {
  return (shape as Partial<Record<LimitKeyword, number>>)[keyword];
}

function namesOf(...records: readonly Readonly<Record<string, unknown>>[]): string[] {
  return [...new Set(records.flatMap(Object.keys))].sort();
}
