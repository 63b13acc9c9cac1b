import type { Shape } from '../spec.js';
import { ExtractionError } from './error.js';

/** The labelled lines of a reference: `Type: String`, `Length Constraints: ...` and so on. */
export const FIELD_NAMES = [
  'Type',
  'Length Constraints',
  'Valid Range',
  'Valid Values',
  'Array Members',
  'Pattern',
  'Required',
  'Condition',
  'HTTP Status Code',
] as const;

export type FieldName = (typeof FIELD_NAMES)[number];

/** A labelled line, or undefined for prose. A line that only looks like a labelled one is an error when it is placed. */
export function readFieldLine(text: string): { readonly name: FieldName; readonly value: string } | undefined {
  for (const name of FIELD_NAMES) {
    if (text.startsWith(`${name}: `)) return { name, value: text.slice(name.length + 2).trim() };
  }
  return undefined;
}

/** Says whether a line of prose carries the wording of a labelled line, as a damaged label does. */
export function looksLikeField(text: string): boolean {
  return FIELD_WORDING.test(text);
}

const FIELD_WORDING =
  /^\W*(?:type|length constraints?|valid range|valid values?|array members?|pattern|required|http status code)\b\W*:|\b(?:minimum|maximum|fixed) (?:length|value|number) of \d/i;

/** The labelled lines of one item (a member, an error, a common parameter), each at most once. */
export class ItemFields {
  readonly #values = new Map<FieldName, { readonly value: string; readonly line: number }>();
  readonly #owner: string;
  readonly #allowed: readonly FieldName[];

  constructor(owner: string, allowed: readonly FieldName[]) {
    this.#owner = owner;
    this.#allowed = allowed;
  }

  get started(): boolean {
    return this.#values.size > 0;
  }

  add(name: FieldName, value: string, line: number): void {
    if (!this.#allowed.includes(name)) throw new ExtractionError(`"${name}" cannot belong to ${this.#owner}`, line);
    if (this.#values.has(name)) throw new ExtractionError(`a second "${name}" for ${this.#owner}`, line);
    this.#values.set(name, { value, line });
  }

  /** The yes or no of `Required`, or undefined when there is no such line. */
  required(): 'yes' | 'no' | 'conditional' | undefined {
    const field = this.#values.get('Required');
    if (!field) return undefined;
    const answer = REQUIRED.get(field.value);
    if (!answer)
      throw new ExtractionError(`"Required" must be Yes, No or Conditional, not "${field.value}"`, field.line);
    return answer;
  }

  status(owner: number): number {
    const field = this.#need('HTTP Status Code', owner);
    if (!/^[2-5]\d\d$/.test(field.value))
      throw new ExtractionError(`"${field.value}" is not an HTTP status`, field.line);
    return Number(field.value);
  }

  values(): readonly string[] | undefined {
    const field = this.#values.get('Valid Values');
    if (!field) return undefined;
    const values = field.value.split(' | ').map((printed) => /^(`?)([A-Za-z0-9_.:/-]+)\1$/.exec(printed)?.[2]);
    if (values.some((value) => value === undefined)) {
      throw new ExtractionError(`"Valid Values" is not a list of words between bars: ${field.value}`, field.line);
    }
    if (new Set(values).size !== values.length)
      throw new ExtractionError('"Valid Values" has a word twice', field.line);
    return values as string[];
  }

  /** The name of the type for a common parameter, which has no constraint but a list of values. */
  plainType(owner: number): string {
    return this.#need('Type', owner).value;
  }

  /**
   * The type with its constraints. `line` is the item's own line, named when the type is missing. A URI parameter of a page
   * has no type line: `implied` is taken then.
   */
  shape(line: number, implied?: 'String'): Shape {
    const type = this.#values.get('Type') ?? (implied ? { value: implied, line } : this.#need('Type', line));
    const shape = readType(type.value, type.line);
    const length = this.#bounds(
      'Length Constraints',
      /^(?:Minimum length of (\d+)\.)?(?: ?Maximum length of (\d+)\.)?$/,
      /^Fixed length of (\d+)\.$/,
    );
    const range = this.#bounds(
      'Valid Range',
      /^(?:Minimum value of (-?\d+)\.)?(?: ?Maximum value of (-?\d+)\.)?$/,
      undefined,
    );
    const count = this.#bounds(
      'Array Members',
      /^(?:Minimum number of (\d+) items?\.)?(?: ?Maximum number of (\d+) items?\.)?$/,
      /^Fixed number of (\d+) items?\.$/,
    );
    const values = this.values();
    const pattern = this.#pattern();
    const refuse = (name: FieldName): never => {
      throw new ExtractionError(`"${name}" does not fit the type ${type.value}`, this.#values.get(name)?.line ?? line);
    };
    if (range && !isNumeric(shape)) refuse('Valid Range');
    if (count && shape.type !== 'list') refuse('Array Members');
    if (length && shape.type !== 'string' && shape.type !== 'blob') refuse('Length Constraints');
    if (values && shape.type !== 'string') refuse('Valid Values');
    if (pattern !== undefined && shape.type !== 'string') refuse('Pattern');
    if (shape.type === 'string') {
      return {
        ...shape,
        ...named(length, 'minLength', 'maxLength'),
        ...(pattern === undefined ? {} : { pattern }),
        ...(values ? { enum: values } : {}),
      };
    }
    if (shape.type === 'blob') return { ...shape, ...named(length, 'minLength', 'maxLength') };
    if (shape.type === 'list') return { ...shape, ...named(count, 'minItems', 'maxItems') };
    if (isNumeric(shape)) return { ...shape, ...named(range, 'minimum', 'maximum') };
    return shape;
  }

  #need(name: FieldName, owner: number): { readonly value: string; readonly line: number } {
    const field = this.#values.get(name);
    if (!field) throw new ExtractionError(`${this.#owner} has no "${name}" line`, owner);
    return field;
  }

  #bounds(name: FieldName, grammar: RegExp, fixed: RegExp | undefined): Bounds | undefined {
    const field = this.#values.get(name);
    if (!field) return undefined;
    const exact = fixed?.exec(field.value);
    if (exact) return { minimum: Number(exact[1]), maximum: Number(exact[1]) };
    const match = grammar.exec(field.value);
    if (!match || field.value === '')
      throw new ExtractionError(`"${name}" is not understood: ${field.value}`, field.line);
    const [minimum, maximum] = [match[1], match[2]].map((bound) => (bound === undefined ? undefined : Number(bound)));
    if (minimum !== undefined && maximum !== undefined && minimum > maximum) {
      throw new ExtractionError(`"${name}" has a minimum above its maximum: ${field.value}`, field.line);
    }
    return { ...(minimum === undefined ? {} : { minimum }), ...(maximum === undefined ? {} : { maximum }) };
  }

  #pattern(): string | undefined {
    const field = this.#values.get('Pattern');
    if (!field) return undefined;
    try {
      new RegExp(field.value, 'u');
    } catch {
      throw new ExtractionError(`"Pattern" is not a regular expression: ${field.value}`, field.line);
    }
    return field.value;
  }
}

interface Bounds {
  readonly minimum?: number;
  readonly maximum?: number;
}

function named<Low extends string, High extends string>(
  bounds: Bounds | undefined,
  low: Low,
  high: High,
): { [K in Low | High]?: number } {
  return {
    ...(bounds?.minimum === undefined ? {} : { [low]: bounds.minimum }),
    ...(bounds?.maximum === undefined ? {} : { [high]: bounds.maximum }),
  } as { [K in Low | High]?: number };
}

function isNumeric(shape: Shape): shape is Extract<Shape, { type: 'integer' | 'long' | 'float' | 'double' }> {
  return shape.type === 'integer' || shape.type === 'long' || shape.type === 'float' || shape.type === 'double';
}

function readType(printed: string, line: number): Shape {
  const scalar = SCALARS.get(printed);
  if (scalar) return scalar;
  const structure = /^([A-Z][A-Za-z0-9]*)(?: \(p\. \d+\))? object$/.exec(printed);
  if (structure?.[1]) return { type: 'structure', name: structure[1] };
  const list = /^[Aa]rray of (?:([A-Z][A-Za-z0-9]*)(?: \(p\. \d+\))? objects|([a-z]+)s)$/.exec(printed);
  if (list?.[1]) return { type: 'list', items: { type: 'structure', name: list[1] } };
  const element = list?.[2] === undefined ? undefined : SCALARS.get(list[2].charAt(0).toUpperCase() + list[2].slice(1));
  if (element) return { type: 'list', items: element };
  const map = /^([A-Z][a-z]+) to ([a-z]+) map$/.exec(printed);
  const [keys, values] = [map?.[1], map?.[2]].map(
    (word) => word && SCALARS.get(word.charAt(0).toUpperCase() + word.slice(1)),
  );
  if (keys && values) return { type: 'map', keys, values };
  throw new ExtractionError(`the type "${printed}" is unknown`, line);
}

const REQUIRED = new Map([
  ['Yes', 'yes'],
  ['No', 'no'],
  ['Conditional', 'conditional'],
] as const) as ReadonlyMap<string, 'yes' | 'no' | 'conditional'>;

const SCALARS: ReadonlyMap<string, Shape> = new Map<string, Shape>([
  ['String', { type: 'string' }],
  ['Integer', { type: 'integer' }],
  ['Long', { type: 'long' }],
  ['Float', { type: 'float' }],
  ['Double', { type: 'double' }],
  ['Boolean', { type: 'boolean' }],
  ['Timestamp', { type: 'timestamp' }],
  ['Base64-encoded binary data object', { type: 'blob' }],
]);
