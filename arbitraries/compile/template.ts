import type { Json, JsonObject } from '../json.js';
import type { Source, Template } from '../recipe.js';
import { writeCall } from './calls.js';
import type { Shape } from './shape.js';
import { anyOfRoot, fromContext, fromVariable, pathText, shapeOf, type View, type Written } from './view.js';

/** A value of a template: a tree of literals and expressions. */
export type Node =
  | Written
  | { readonly kind: 'object'; readonly members: readonly (readonly [name: string, node: Node])[] }
  | { readonly kind: 'list'; readonly items: readonly Node[] };

export function nodeOf(source: Source, view: View): Node {
  switch (source.from) {
    case 'literal':
      return { kind: 'literal', value: source.value };
    case 'path':
      return anyOfRoot(view, source.pick);
    case 'context':
      return fromContext(view, source.pick) ?? anyOfRoot(view, source.pick);
    case 'variable':
      return fromVariable(view, source.pick) ?? anyOfRoot(view, source.pick);
    case 'call':
      return writeCall(source.function, source.arguments, view);
    case 'object':
      return objectOf(source.members, view);
    case 'list':
      return {
        kind: 'list',
        // A list in a JSONPath template holds no paths, only objects whose members do.
        items: source.items.map((item) => {
          const node = nodeOf(item, view);
          return node.kind === 'dynamic' ? { kind: 'object', members: [['v', node]] } : node;
        }),
      };
    case 'item-index': {
      const root = view.language === 'JSONPath' ? '$$' : '$states.context';
      return { kind: 'dynamic', text: `${root}.Map.Item.Index`, shape: 0 };
    }
    case 'nowhere':
      return { kind: 'dynamic', text: pathText(view.language, view.root, ['nowhere']), shape: undefined };
  }
}

export function objectOf(template: Template, view: View): Node {
  return { kind: 'object', members: template.map(({ name, from }) => [name, nodeOf(from, view)] as const) };
}

export function nodeShape(node: Node): Shape {
  switch (node.kind) {
    case 'literal':
    case 'dynamic':
      return shapeOf(node);
    case 'object': {
      const shape: JsonObject = {};
      for (const [name, member] of node.members) {
        const known = nodeShape(member);
        if (known !== undefined) shape[name] = known;
      }
      return shape;
    }
    case 'list': {
      const items = node.items.map(nodeShape);
      return items.every((item) => item !== undefined) ? (items as Json[]) : undefined;
    }
  }
}

/** A payload template of a JSONPath state. */
export function jsonpathTemplate(node: Node): Json {
  switch (node.kind) {
    case 'literal':
      return node.value;
    case 'dynamic':
      throw new Error('A path stands only in a member.');
    case 'list':
      return node.items.map(jsonpathTemplate);
    case 'object': {
      const template: JsonObject = {};
      for (const [name, member] of node.members) {
        if (member.kind === 'dynamic') template[`${name}.$`] = member.text;
        else template[name] = jsonpathTemplate(member);
      }
      return template;
    }
  }
}

export const delimited = (text: string): string => `{% ${text} %}`;

/** A value of a JSONata state, with expressions where something is computed. */
export function jsonataTemplate(node: Node): Json {
  switch (node.kind) {
    case 'literal':
      return node.value;
    case 'dynamic':
      return delimited(node.text);
    case 'list':
      return node.items.map(jsonataTemplate);
    case 'object': {
      const template: JsonObject = {};
      for (const [name, member] of node.members) template[name] = jsonataTemplate(member);
      return template;
    }
  }
}

/** The same as one expression. */
export function jsonataText(node: Node): string {
  switch (node.kind) {
    case 'literal':
      return JSON.stringify(node.value);
    case 'dynamic':
      return node.text;
    case 'list':
      return `[${node.items.map(jsonataText).join(', ')}]`;
    case 'object':
      return `{${node.members.map(([name, member]) => `${JSON.stringify(name)}: ${jsonataText(member)}`).join(', ')}}`;
  }
}

/** A template in the view's language. */
export function templateOf(node: Node, { language }: View): Json {
  return language === 'JSONPath' ? jsonpathTemplate(node) : jsonataTemplate(node);
}
