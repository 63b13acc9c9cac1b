import { isObject, isSame, type Json } from '../json.js';
import type { Gene, Source } from '../recipe.js';
import type { Shape } from './shape.js';
import { fromContext, fromRoot, fromVariable, shapeOf, type View, type Written } from './view.js';

/** What an argument must be. */
interface Kind {
  readonly fits: (value: Json) => boolean;
  /** What stands in for it where there is none: as text in JSONPath, and in JSONata. Absent: then the function can't be called. */
  readonly otherwise?: { readonly jsonpath: string; readonly jsonata: string; readonly value: Json };
}

const same = (text: string, value: Json) => ({ jsonpath: text, jsonata: text, value });
const string: Kind = {
  fits: (value) => typeof value === 'string' && value !== '',
  otherwise: { jsonpath: "'ab'", jsonata: '"ab"', value: 'ab' },
};
/** Letters beyond ASCII are two bytes to `States.Base64Encode`, and some of them one to JSONata's `$base64encode`. */
const ascii: Kind = { ...string, fits: (value) => typeof value === 'string' && /^[ -~]+$/.test(value) };
const scalar: Kind = { fits: (value) => value !== null && typeof value !== 'object', otherwise: same('7', 7) };
const integer: Kind = { fits: Number.isInteger, otherwise: same('2', 2) };
const flat: Kind = { fits: (value) => !Array.isArray(value), otherwise: same('1', 1) };
const unspoken: Kind = { fits: (value) => typeof value !== 'string', otherwise: same('1', 1) };
const list: Kind = {
  fits: (value) => Array.isArray(value) && value.length > 0,
  otherwise: { jsonpath: 'States.Array(1, 2)', jsonata: '[1, 2]', value: [1, 2] },
};
const object: Kind = { fits: isObject };

/** An intrinsic function, and what JSONata has for it. */
interface Call {
  readonly name: string;
  readonly takes: readonly Kind[];
  /** The last kind may be given up to so many times. */
  readonly most?: number;
  jsonpath(args: readonly string[]): string;
  jsonata(args: readonly string[]): string;
  gives(args: readonly Shape[]): Shape;
  /** Drawn by chance. */
  readonly chance?: true;
}

const plain =
  (name: string, ...more: string[]) =>
  (args: readonly string[]) =>
    `States.${name}(${[...args, ...more].join(', ')})`;
const listOf = (shape: Shape): Json[] => (Array.isArray(shape) ? shape : []);

const calls: readonly Call[] = [
  {
    name: 'Format',
    takes: [scalar],
    most: 3,
    jsonpath: (args) => `States.Format('${args.map(() => '{}').join('-')}', ${args.join(', ')})`,
    jsonata: (args) => `(${args.map((arg) => `$string(${arg})`).join(' & "-" & ')})`,
    gives: (args) => args.map(String).join('-'),
  },
  {
    name: 'Array',
    takes: [flat],
    most: 3,
    jsonpath: plain('Array'),
    jsonata: (args) => `[${args.join(', ')}]`,
    gives: (args) => (args.every((arg) => arg !== undefined) ? ([...args] as Json[]) : undefined),
  },
  {
    name: 'ArrayLength',
    takes: [list],
    jsonpath: plain('ArrayLength'),
    jsonata: ([items]) => `$count(${items})`,
    gives: ([items]) => listOf(items).length,
  },
  {
    name: 'ArrayContains',
    takes: [list, scalar],
    jsonpath: plain('ArrayContains'),
    jsonata: ([items, item]) => `(${item} in ${items})`,
    gives: () => true,
  },
  {
    name: 'ArrayGetItem',
    takes: [list],
    jsonpath: plain('ArrayGetItem', '0'),
    jsonata: ([items]) => `${items}[0]`,
    gives: ([items]) => listOf(items)[0],
  },
  {
    name: 'ArrayRange',
    takes: [integer],
    jsonpath: () => 'States.ArrayRange(1, 5, 2)',
    jsonata: () => '$range(1, 5, 2)',
    gives: () => [1, 3, 5],
  },
  {
    name: 'ArrayPartition',
    takes: [list],
    jsonpath: plain('ArrayPartition', '2'),
    jsonata: ([items]) => `$partition(${items}, 2)`,
    gives: () => undefined,
  },
  {
    name: 'ArrayUnique',
    takes: [list],
    jsonpath: plain('ArrayUnique'),
    jsonata: ([items]) => `$distinct(${items})`,
    gives: ([items]) => {
      const all = listOf(items);
      return all.filter((item, index) => all.findIndex((other) => isSame(other, item)) === index);
    },
  },
  {
    name: 'Base64Encode',
    takes: [ascii],
    jsonpath: plain('Base64Encode'),
    jsonata: ([text]) => `$base64encode(${text})`,
    gives: () => 'YWI=',
  },
  {
    name: 'Base64Decode',
    takes: [],
    jsonpath: () => "States.Base64Decode('YWI=')",
    jsonata: () => '$base64decode("YWI=")',
    gives: () => 'ab',
  },
  {
    name: 'Hash',
    takes: [string],
    jsonpath: plain('Hash', "'SHA-256'"),
    jsonata: ([text]) => `$hash(${text}, "SHA-256")`,
    gives: () => 'fb8e20fc2e4c3f248c60c39bd652f3c1347298bb977b8b4d5903b85055620603',
  },
  {
    name: 'JsonToString',
    takes: [unspoken],
    jsonpath: plain('JsonToString'),
    jsonata: ([value]) => `$string(${value})`,
    gives: () => '{}',
  },
  {
    name: 'StringToJson',
    takes: [],
    jsonpath: () => "States.StringToJson('[1, 2]')",
    jsonata: () => '$parse("[1, 2]")',
    gives: () => [1, 2],
  },
  {
    name: 'StringSplit',
    takes: [string],
    jsonpath: plain('StringSplit', "','"),
    jsonata: ([text]) => `$split(${text}, ",")`,
    gives: () => undefined,
  },
  {
    name: 'MathAdd',
    takes: [integer, integer],
    jsonpath: plain('MathAdd'),
    jsonata: ([one, two]) => `(${one} + ${two})`,
    gives: ([one, two]) => Number(one) + Number(two),
  },
  {
    name: 'JsonMerge',
    takes: [object, object],
    jsonpath: plain('JsonMerge', 'false'),
    jsonata: ([one, two]) => `$merge([${one}, ${two}])`,
    gives: ([one, two]) => (isObject(one) && isObject(two) ? { ...one, ...two } : undefined),
  },
  {
    name: 'MathRandom',
    takes: [],
    jsonpath: () => 'States.MathRandom(1, 4)',
    jsonata: () => '(1 + $floor(3 * $random()))',
    gives: () => 1,
    chance: true,
  },
  {
    name: 'UUID',
    takes: [],
    jsonpath: () => 'States.UUID()',
    jsonata: () => '$uuid()',
    gives: () => 'b00b1e5c-0000-4000-8000-000000000000',
    chance: true,
  },
];

const steady = calls.filter(({ chance }) => chance === undefined);
/**
 * Texts that make JSON of a list or object of one or no item come out otherwise in the two languages; and what a list contains
 * is told by how it prints in JSONPath, by what it is in JSONata.
 */
const differing: ReadonlySet<string> = new Set(['JsonToString', 'ArrayContains', 'ArrayGetItem', 'ArrayPartition']);
const alike = steady.filter(({ name }) => !differing.has(name));

function argumentOf(source: Source | undefined, kind: Kind, view: View): Written | undefined {
  if (source?.from === 'call') {
    const inner = writeCall(source.function, source.arguments, view);
    const shape = shapeOf(inner);
    if (shape !== undefined && kind.fits(shape)) return inner;
  }
  const pick = source?.from === 'path' ? source.pick : 0;
  const found =
    fromRoot(view, pick, kind.fits) ??
    (pick % 3 === 0 ? fromContext(view, pick, kind.fits) : fromVariable(view, pick, kind.fits));
  if (found !== undefined) return found;
  const { otherwise } = kind;
  if (otherwise === undefined) return undefined;
  const text = view.language === 'JSONPath' ? otherwise.jsonpath : otherwise.jsonata;
  return { kind: 'dynamic', text, shape: otherwise.value };
}

/** A function that can be called here, with arguments that it takes. */
export function writeCall(pick: Gene, sources: readonly Source[], view: View): Written {
  const table = view.lacks('differences') ? alike : view.lacks('chance') ? steady : calls;
  for (let offset = 0; offset < table.length; offset++) {
    const call = table[(pick + offset) % table.length]!;
    const count = call.most === undefined ? call.takes.length : Math.min(Math.max(sources.length, 1), call.most);
    const args: Written[] = [];
    for (let index = 0; index < count; index++) {
      const kind = call.takes[Math.min(index, call.takes.length - 1)]!;
      const arg = argumentOf(sources[index], kind, view);
      if (arg === undefined) break;
      args.push(arg);
    }
    if (args.length < count) continue;
    const texts = args.map(argumentText);
    const text = view.language === 'JSONPath' ? call.jsonpath(texts) : call.jsonata(texts);
    return { kind: 'dynamic', text, shape: call.gives(args.map(shapeOf)) };
  }
  throw new Error('Some functions take no arguments.');
}

const argumentText = (arg: Written): string => (arg.kind === 'dynamic' ? arg.text : JSON.stringify(arg.value));
