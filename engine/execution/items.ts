import { Doc, type Json, type JsonObject } from '../asl/doc.js';
import { StatesError } from '../asl/index.js';
import type { Branch, MapItem } from './branch.js';
import { type CompileContext, compileQuery } from './dataflow.js';

/**
 * The items of a Map state: ItemsPath or Items, or its whole input.
 * @param shapes whether an object will do too: its members are the items then
 */
export function compileItems(
  { ItemsPath, Items }: JsonObject,
  context: CompileContext,
  shapes: 'array' | 'array or object',
): (branch: Branch) => readonly MapItem[] {
  if (context.queryLanguage === 'JSONPath') {
    const path = ItemsPath === undefined || ItemsPath === '$' ? undefined : context.language.path(ItemsPath as string);
    return (branch) => {
      const value = path === undefined ? branch.input.value : path.value(branch);
      const items = itemsOf(context.rules.mapItems(value), shapes);
      if (items === undefined) {
        throw new StatesError('States.Runtime', `Reference path "${ItemsPath ?? '$'}" must point to array.`);
      }
      return items;
    };
  }
  const query =
    Items === undefined ? undefined : compileQuery(Items, 'Items', context, shapes === 'array' ? 'array' : undefined);
  return (branch) => {
    const value = query === undefined ? branch.raw.value : query.value(branch);
    const items = itemsOf(context.rules.mapItems(value), shapes);
    if (items === undefined) {
      throw new StatesError(
        'States.QueryEvaluationError',
        `Map state input must be an array but was: ${JSON.stringify(value)}`,
      );
    }
    return items;
  };
}

function itemsOf(value: Json, shapes: 'array' | 'array or object'): readonly MapItem[] | undefined {
  if (Array.isArray(value)) return value.map((item, index) => ({ index, value: item }));
  if (shapes === 'array' || typeof value !== 'object' || value === null) return undefined;
  return Object.entries(value).map(([key, item], index) => ({ index, value: item, key }));
}

/** Makes the input of an iteration from its item: ItemSelector, or Parameters as it was called before. */
export type ItemSelector = (owner: Branch, item: MapItem) => Doc;

export function compileItemSelector(definition: JsonObject, context: CompileContext): ItemSelector {
  const template = definition.ItemSelector ?? definition.Parameters;
  if (template === undefined) return (_owner, item) => Doc.of(item.value);
  const expression =
    context.queryLanguage === 'JSONata'
      ? compileQuery(template, 'ItemSelector', context)
      : context.language.template(template);
  return (owner, item) => {
    const outer = owner.item;
    owner.item = item;
    try {
      return expression.evaluate(owner);
    } finally {
      owner.item = outer;
    }
  };
}
