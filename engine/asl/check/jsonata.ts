import type { Node } from '../jsonata/ast.js';
import { parse } from '../jsonata/library.js';

/** What an expression reads, known without data; or why it does not parse. */
export type JsonataUse =
  | { fault: string }
  | {
      fault?: undefined;
      /** names and `$` that read a context item, which Step Functions does not give, in the order written */
      topLevel: readonly string[];
      /** whether `$$` is read */
      root: boolean;
      /** the members of `$states` that are read */
      statesFields: readonly string[];
      /** variables that the expression does not bind itself, without functions */
      variables: readonly string[];
    };

const functions = new Set(
  (
    'sum count max min average string substring substringBefore substringAfter lowercase uppercase length trim pad match ' +
    'contains replace split join formatNumber formatBase formatInteger parseInteger number floor ceil round abs sqrt power ' +
    'random boolean not map zip filter single reduce sift keys lookup append exists spread merge reverse each error assert ' +
    'type sort shuffle distinct base64encode base64decode encodeUrlComponent encodeUrl decodeUrlComponent decodeUrl eval ' +
    'toMillis fromMillis now millis clone partition range hash uuid parse'
  ).split(' '),
);

class Reading {
  readonly topLevel = new Set<string>();
  readonly statesFields = new Set<string>();
  readonly read = new Set<string>();
  readonly bound = new Set<string>();
  root = false;

  /** @param top whether the node is evaluated against the expression's own context item */
  visit(node: Node | undefined, top: boolean): void {
    if (node === undefined) return;
    this.besides(node);
    switch (node.type) {
      case 'path':
        this.path(node.steps ?? [], top);
        break;
      case 'name':
        if (top) this.topLevel.add(String(node.value));
        break;
      case 'variable':
        this.variable(String(node.value), top);
        break;
      case 'bind':
        this.bound.add(String((node.lhs as Node).value));
        this.visit(node.rhs, top);
        break;
      case 'lambda':
        for (const argument of node.arguments ?? []) this.bound.add(String(argument.value));
        this.visit(node.body, top);
        break;
      case 'transform':
        for (const part of [node.pattern, node.update, node.delete]) this.visit(part, false);
        break;
      default:
        this.children(node, top);
    }
  }

  private children(node: Node, top: boolean): void {
    if (Array.isArray(node.lhs)) for (const pair of node.lhs) for (const part of pair) this.visit(part, top);
    else this.visit(node.lhs, top);
    this.visit(node.rhs, top);
    this.visit(node.procedure, top);
    this.visit(node.expression, top);
    for (const part of node.arguments ?? []) this.visit(part, top);
    for (const part of node.expressions ?? []) this.visit(part, top);
    for (const part of [node.condition, node.then, node.else]) this.visit(part, top);
  }

  /** Predicates, groups and bindings, which see the value that they stand behind. */
  private besides(node: Node): void {
    for (const stage of [...(node.stages ?? []), ...(node.predicate ?? [])]) {
      this.visit(stage.expr, false);
      if (stage.type === 'index') this.bound.add(String(stage.value));
    }
    for (const pair of node.group?.lhs ?? []) for (const part of pair) this.visit(part, false);
    for (const term of node.terms ?? []) this.visit(term.expression, false);
    if (node.focus !== undefined) this.bound.add(node.focus);
    if (node.index !== undefined) this.bound.add(node.index);
  }

  private path(steps: readonly Node[], top: boolean): void {
    const [first, second] = steps;
    if (first?.type === 'variable' && first.value === 'states' && second?.type === 'name')
      this.statesFields.add(String(second.value));
    steps.forEach((step, index) => {
      this.visit(step, top && index === 0);
    });
  }

  private variable(name: string, top: boolean): void {
    if (name === '') {
      if (top) this.topLevel.add('$');
    } else if (name === '$') this.root = true;
    else this.read.add(name);
  }
}

function read(text: string): JsonataUse {
  try {
    const reading = new Reading();
    reading.visit(parse(text), true);
    const { topLevel, statesFields, root, bound } = reading;
    const variables = [...reading.read].filter((name) => name !== 'states' && !functions.has(name) && !bound.has(name));
    return { topLevel: [...topLevel], root, statesFields: [...statesFields], variables };
  } catch (error) {
    if (error instanceof RangeError) return { fault: 'The expression nests too deeply' };
    return { fault: (error as { message: string }).message };
  }
}

const remembered = new Map<string, JsonataUse>();
const rememberedCount = 2_000;
const rememberedSize = 2_000;

/**
 * What the text between `{%` and `%}` reads. Only the first step of a path is evaluated against the context item; later
 * steps, predicates, sort terms and groups see the value before them; a function's body sees what surrounds it.
 */
export function jsonataUse(text: string): JsonataUse {
  const known = remembered.get(text);
  if (known !== undefined) return known;
  const use = read(text);
  if (text.length <= rememberedSize) {
    if (remembered.size >= rememberedCount) remembered.clear();
    remembered.set(text, use);
  }
  return use;
}
