import type { Json } from '../json.js';
import type { Edition, Gene, Lack, QueryLanguage } from '../recipe.js';
import type { Scope, Variable } from './env.js';
import { type Place, placesIn, type Shape, type Steps } from './shape.js';

/** What is the same in the whole machine. */
export interface Whole {
  readonly edition: Edition;
  /** The execution's input. */
  readonly input: Json;
  readonly without: readonly Lack[];
}

/** What an expression sees. */
export class View {
  constructor(
    readonly whole: Whole,
    readonly language: QueryLanguage,
    readonly scope: Scope,
    readonly variables: readonly Variable[],
    /** `$`, `$states.input`, `$states.result`, ...: what paths begin with. */
    readonly root: string,
    readonly shape: Shape,
    /** Whether it is of a state that can be retried. */
    readonly retried: boolean,
  ) {}

  /** The same place, where paths begin with something else. */
  from(root: string, shape: Shape): View {
    return new View(this.whole, this.language, this.scope, this.variables, root, shape, this.retried);
  }

  within(scope: Scope): View {
    return new View(this.whole, this.language, scope, this.variables, this.root, this.shape, this.retried);
  }

  get isModern(): boolean {
    return this.whole.edition === 'current';
  }

  lacks(lack: Lack): boolean {
    return this.whole.without.length > 0 && this.whole.without.includes(lack);
  }
}

/** An expression without delimiters, or a literal; and what it will come to. */
export type Written =
  | { readonly kind: 'dynamic'; readonly text: string; readonly shape: Shape }
  | { readonly kind: 'literal'; readonly value: Json };

export const shapeOf = (written: Written): Shape => (written.kind === 'literal' ? written.value : written.shape);

const PLAIN = /^[A-Za-z_]\w*$/;

/** A path's text. */
export function pathText(language: QueryLanguage, root: string, steps: Steps): string {
  let text = root;
  for (const step of steps) {
    if (typeof step === 'number') text += `[${step}]`;
    else if (PLAIN.test(step)) text += `.${step}`;
    else text += language === 'JSONPath' ? `['${step}']` : `.\`${step}\``;
  }
  return text;
}

function dynamic(language: QueryLanguage, root: string, place: Place): Written {
  return { kind: 'dynamic', text: pathText(language, root, place.steps), shape: place.value };
}

type Fits = (value: Json) => boolean;

/** The n-th of the places that fit, counted round and round. */
function pickOf(places: readonly Place[], pick: Gene, fits: Fits | undefined): Place | undefined {
  if (fits === undefined) return places[pick % places.length];
  let count = 0;
  for (const { value } of places) if (fits(value)) count++;
  if (count === 0) return undefined;
  let left = pick % count;
  return places.find(({ value }) => fits(value) && left-- === 0);
}

/** A value that the view's root holds; the root itself where nothing is known of it. `undefined` where nothing fits. */
export function fromRoot(view: View, pick: Gene, fits: Fits): Written | undefined {
  const place = pickOf(placesIn(view.shape), pick, fits);
  return place === undefined ? undefined : dynamic(view.language, view.root, place);
}

/** Any value that the view's root holds, or the root itself. */
export function anyOfRoot(view: View, pick: Gene): Written {
  const place = pickOf(placesIn(view.shape), pick, undefined);
  return place === undefined
    ? { kind: 'dynamic', text: view.root, shape: view.shape }
    : dynamic(view.language, view.root, place);
}

const inExecution = ['Execution', 'Input'] as const;
const stateName: Place = { steps: ['State', 'Name'], value: 'Pass 1' };
const retryCount: Place = { steps: ['State', 'RetryCount'], value: 0 };
const itemIndex: Place = { steps: ['Map', 'Item', 'Index'], value: 0 };

/** A value of the context object that is the same wherever the machine runs. */
export function fromContext(view: View, pick: Gene, fits?: Fits): Written | undefined {
  const { scope, whole, language } = view;
  const known: Place[] = view.retried ? [stateName, retryCount] : [stateName];
  for (const { steps, value } of placesIn(whole.input)) known.push({ steps: [...inExecution, ...steps], value });
  if (scope.maps > 0) {
    known.push(itemIndex);
    if (scope.item !== undefined) known.push({ steps: ['Map', 'Item', 'Value'], value: scope.item });
  }
  const place = pickOf(known, pick, fits);
  return place === undefined ? undefined : dynamic(language, language === 'JSONPath' ? '$$' : '$states.context', place);
}

export function fromVariable(view: View, pick: Gene, fits?: Fits): Written | undefined {
  const { variables, language } = view;
  for (let offset = 0; offset < variables.length; offset++) {
    const { name, shape } = variables[(pick + offset) % variables.length]!;
    const place = shape === undefined ? undefined : pickOf(placesIn(shape), pick, fits);
    if (place !== undefined) return dynamic(language, `$${name}`, place);
  }
  return undefined;
}
