import { isObject, type Json, type JsonObject } from '../json.js';
import type { Flow, Gene, Template } from '../recipe.js';
import type { Env, Variable } from './env.js';
import { type Shape, type Steps, written } from './shape.js';
import { jsonataTemplate, jsonataText, type Node, nodeShape, objectOf, templateOf } from './template.js';
import { anyOfRoot, fromContext, fromVariable, pathText, shapeOf, type View, type Written } from './view.js';

const NOTHING: Written = { kind: 'literal', value: {} };

/** Genes from here on stand for a path into a variable, from the second number on into the context object. */
const VARIABLES = 52;
const CONTEXT = 58;

/** What InputPath or OutputPath leads to. */
function pathOf(gene: Gene | null, view: View): Written {
  if (gene === null) return NOTHING;
  if (gene < VARIABLES || !view.isModern) return anyOfRoot(view, gene);
  const found = gene >= CONTEXT && !view.lacks('functions') ? fromContext(view, gene) : fromVariable(view, gene);
  return found ?? anyOfRoot(view, gene);
}

const pathField = (found: Written): Json => (found.kind === 'literal' ? null : found.text);

/** A view of something that an expression made. A JSONPath state has only one root. */
export function seeing(view: View, node: Node): View {
  if (view.language === 'JSONPath') return view.from('$', nodeShape(node));
  const root = node.kind === 'dynamic' ? node.text : `(${jsonataText(node)})`;
  return view.from(root, nodeShape(node));
}

/** Which fields of the data flow a kind of state has besides InputPath and OutputPath. */
export interface FlowKind {
  /** Parameters. */
  readonly parameters: boolean;
  /** Whether a JSONata state has Arguments. */
  readonly arguments: boolean;
  /** ResultSelector and ResultPath. */
  readonly result: boolean;
  /** What a JSONata state passes on when it has no Output. */
  readonly usual: 'input' | '$states.result' | '$states.errorOutput';
}

/** InputPath and Parameters, or Arguments. @returns the effective input: in JSONPath it is `$` from then on */
export function enter(flow: Flow, view: View, kind: FlowKind, state: JsonObject): Node {
  const { inputPath, parameters } = flow;
  const template = kind.parameters ? parameters : undefined;
  const found: Written =
    inputPath === undefined ? { kind: 'dynamic', text: view.root, shape: view.shape } : pathOf(inputPath, view);
  if (view.language === 'JSONPath') {
    if (inputPath !== undefined) state.InputPath = pathField(found);
    if (template === undefined) return { kind: 'dynamic', text: '$', shape: shapeOf(found) };
    const inside = view.from('$', shapeOf(found));
    const node = objectOf(template, inside);
    state.Parameters = templateOf(node, inside);
    return { kind: 'dynamic', text: '$', shape: nodeShape(node) };
  }
  const node = template === undefined ? found : objectOf(template, seeing(view, found));
  if (kind.arguments && (template !== undefined || inputPath !== undefined)) state.Arguments = jsonataTemplate(node);
  return node;
}

/** A path that a result can be written to. `undefined`: it is thrown away. */
function placeOf(gene: Gene, view: View): Steps | undefined {
  const { shape } = view;
  if (!isObject(shape)) return gene % 2 === 0 ? [] : undefined;
  const indexes = view.language === 'JSONPath' && !view.lacks('differences');
  const options: (Steps | undefined)[] = [[], ['out'], undefined, ['r', 'in']];
  for (const name in shape) {
    const member = shape[name];
    options.push([name]);
    if (Array.isArray(member)) {
      if (indexes && member.length > 0) options.push([name, 0]);
    } else if (isObject(member)) options.push([name, 'out']);
  }
  return options[gene % options.length];
}

/** The state's input with the result in its place. */
function placed(view: View, steps: Steps | undefined, result: Node): Node {
  if (steps !== undefined && steps.length === 0) return result;
  const shape = steps === undefined ? view.shape : written(view.shape, steps, nodeShape(result));
  if (view.language === 'JSONPath' || steps === undefined) return { kind: 'dynamic', text: view.root, shape };
  return { kind: 'dynamic', text: merged(view.root, view.shape, steps, jsonataText(result)), shape };
}

function merged(root: string, known: Shape, [step, ...rest]: Steps, result: string): string {
  const inner = isObject(known) ? known[step as string] : undefined;
  const below =
    rest.length === 0
      ? result
      : isObject(inner)
        ? merged(pathText('JSONata', root, [step!]), inner, rest, result)
        : `{${JSON.stringify(rest[0])}: ${result}}`;
  return `$merge([${root}, {${JSON.stringify(step)}: ${below}}])`;
}

/** How a state is left. */
export interface Leaving {
  readonly flow: Flow;
  readonly view: View;
  readonly kind: FlowKind;
  readonly result: Node;
  /** Names the variables that the state assigns. */
  readonly naming: (name: string) => string;
}

/** ResultSelector, ResultPath, OutputPath and Assign; or Output and Assign. @returns what is known after it */
export function leave({ flow, view, kind, result, naming }: Leaving, state: JsonObject): Env {
  const jsonpath = view.language === 'JSONPath';
  const { resultSelector, resultPath, outputPath, assign: template } = flow;
  let selected = result;
  if (kind.result && resultSelector !== undefined) {
    const about = seeing(view, result);
    selected = objectOf(resultSelector, about);
    if (jsonpath) state.ResultSelector = templateOf(selected, about);
  }
  let output = selected;
  if (resultPath !== undefined) {
    const steps = placeOf(resultPath, view);
    if (jsonpath) state.ResultPath = steps === undefined ? null : pathText('JSONPath', '$', steps);
    output = placed(view, steps, selected);
  }
  if (outputPath !== undefined) {
    const found = pathOf(outputPath, seeing(view, output));
    if (jsonpath) state.OutputPath = pathField(found);
    output = found;
  }
  if (!jsonpath) {
    const silent = kind.usual === 'input' ? view.root : kind.usual;
    if (output.kind !== 'dynamic' || output.text !== silent) state.Output = jsonataTemplate(output);
  }
  const shape = nodeShape(output);
  if (template === undefined || template.length === 0) return { shape, variables: view.variables };
  const assigned = assign(template, seeing(view, selected), naming, state);
  return { shape, variables: [...view.variables, ...assigned] };
}

/** Assign. Each name is a new one, so that no scope hides a variable of another. */
function assign(
  template: Template,
  view: View,
  naming: (name: string) => string,
  state: JsonObject,
): readonly Variable[] {
  const renamed = template.map(({ name, from }) => ({ name: naming(name), from }));
  const node = objectOf(renamed, view);
  state.Assign = templateOf(node, view);
  const shape = nodeShape(node) as JsonObject;
  return renamed.map(({ name }) => ({ name, shape: shape[name] }));
}
