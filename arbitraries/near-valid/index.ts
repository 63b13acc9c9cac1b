import fc from 'fast-check';
import { compile } from '../compile/compiler.js';
import { drawRecipe } from '../draw/block.js';
import { Draws } from '../draws.js';
import type { Json, JsonObject } from '../json.js';
import { type MachineOptions, type Profile, profileOf } from '../options.js';
import type { Edition } from '../recipe.js';
import { clone, edgesOf, freshName, languageOf } from '../relations/places.js';
import { type Broken, machineBreaks, pathOfState } from './machines.js';
import { type Expected, expectedOf } from './rules.js';
import { type Path, type StateBreak, stateBreaks } from './states.js';

/** A definition that breaks one rule, and nothing else. */
export interface NearValid {
  readonly edition: Edition;
  /** The type of machine that it is meant for. */
  readonly type: 'STANDARD' | 'EXPRESS';
  /** The rule: one of `definitionRules` of the engine's checker. */
  readonly rule: string;
  /** Where: `/States/Pick/Choices[0]/Next`. Absent where no one place is wrong. */
  readonly path: string | undefined;
  readonly expected: Expected;
  /** The definition's text. */
  readonly definition: string;
  /** The definition before the one change: it must be accepted. */
  readonly twin: string;
}

export interface NearValidOptions extends MachineOptions {
  /** Only this rule. */
  readonly rule?: string;
  /** Definitions of a megabyte, and those that nest by the hundred, too. Default false. */
  readonly heavy?: boolean;
}

interface Breaker {
  readonly rule: string;
  readonly type: 'STANDARD' | 'EXPRESS';
  readonly breaks: (definition: JsonObject, draws: Draws) => Broken | undefined;
}

function breakersOf({ edition = 'current', rule, heavy = false }: NearValidOptions): readonly Breaker[] {
  const isOf = (one: { readonly rule: string; readonly modern?: true; readonly heavy?: true }): boolean =>
    (edition === 'current' || !one.modern) && (heavy || !one.heavy) && (rule === undefined || one.rule === rule);
  return [
    ...machineBreaks.filter(isOf).map(({ rule: id, breaks }) => ({ rule: id, type: 'STANDARD' as const, breaks })),
    ...stateBreaks
      .filter(isOf)
      .map((one) => ({ rule: one.rule, type: one.type ?? ('STANDARD' as const), breaks: insertion(one) })),
  ];
}

/** The rules that {@link nearValid} can break. */
export function nearValidRules(options: NearValidOptions = {}): string[] {
  return [...new Set(breakersOf({ heavy: true, ...options }).map(({ rule }) => rule))];
}

/** Puts a state on one of the machine's ways, once as it should be and once broken. */
function insertion(one: StateBreak): Breaker['breaks'] {
  const { at, to, told = at, language = 'JSONPath' } = one;
  return (definition, draws) => {
    const own = languageOf(definition);
    if (own === 'JSONata' && language === 'JSONPath') return undefined;
    const twin = clone(definition);
    const name = freshName(twin, 'Near');
    const edge = draws.of(edgesOf(twin));
    const foreign = own === language ? {} : { QueryLanguage: language };
    edge.level.machine.States[name] = filledIn({ ...one.state, ...foreign }, edge.target) as JsonObject;
    edge.lead(name);
    const broken = clone(twin);
    const place = pathOfState(broken, name)!;
    change(broken, [...place, ...at], to === undefined ? undefined : filledIn(to, edge.target));
    return { twin, definition: broken, path: [...place, ...told] };
  };
}

/** `@next` becomes the state that follows, and what is `@none` is left out. */
function filledIn(value: Json, next: string): Json {
  const text = JSON.stringify(value, (_name, member: Json) => (member === '@none' ? undefined : member));
  return JSON.parse(text.replaceAll('"@next"', JSON.stringify(next))) as Json;
}

function change(definition: JsonObject, path: Path, value: Json | undefined): void {
  const holder = path.slice(0, -1).reduce<Json>((at, step) => (at as JsonObject)[step]!, definition) as JsonObject;
  const last = path.at(-1)!;
  if (value === undefined) delete holder[last];
  else holder[last] = value;
}

const locationOf = (path: Path): string =>
  path.length === 0 ? '/' : path.map((step) => (typeof step === 'number' ? `[${step}]` : `/${step}`)).join('');

function drawNearValid(one: number, two: number, profile: Profile, breakers: readonly Breaker[]): NearValid {
  const draws = new Draws(two, one);
  for (let attempt = 0; ; attempt++) {
    const { definition } = compile(drawRecipe(one, two + attempt, profile));
    const { rule, type, breaks } = draws.of(breakers);
    const broken = breaks(definition, draws);
    if (broken === undefined) continue;
    return {
      edition: profile.edition,
      type,
      rule,
      path: broken.path === undefined ? undefined : locationOf(broken.path),
      expected: expectedOf(rule),
      definition: typeof broken.definition === 'string' ? broken.definition : JSON.stringify(broken.definition),
      twin: JSON.stringify(broken.twin),
    };
  }
}

/** Definitions that break one rule each, with their twins. */
export function nearValid(options: NearValidOptions = {}): fc.Arbitrary<NearValid> {
  // An Express machine has no activities, so the twins of its breaks must have none.
  const profile = profileOf({ size: 6, ...options, tasks: ['lambda'], distributed: false });
  const breakers = breakersOf(options);
  if (breakers.length === 0) throw new RangeError(`No definition is known that breaks ${options.rule ?? 'a rule'}.`);
  const word = fc.integer({ min: -0x80000000, max: 0x7fffffff });
  return fc.tuple(word, word).map(([one, two]) => drawNearValid(one, two, profile, breakers));
}
