import { Doc, type Json, type JsonObject } from '../../asl/doc.js';
import { batchItems } from '../batches.js';
import type { Branch, MapItem } from '../branch.js';
import type { CompileContext } from '../dataflow.js';
import { compileItemSelector, compileItems } from '../items.js';
import { compileSetting, concurrency, notNegative, percentage } from '../setting.js';
import { compileBatcher } from './batcher.js';

/** What TestState shows of a Map state: its items, and the numbers that rule its iterations. Gives the count of items. */
export function compileInspection(
  definition: JsonObject,
  context: CompileContext,
  inputPath: ((branch: Branch) => Doc) | undefined,
): (branch: Branch, readItems: Doc | undefined) => number {
  const { observe } = context;
  const items = compileItems(definition, context, 'array or object');
  const selector = compileItemSelector(definition, context);
  const batcher = compileBatcher(definition.ItemBatcher as JsonObject | undefined, context);
  const selected = definition.ItemSelector !== undefined || definition.Parameters !== undefined;
  const maxConcurrency = compileSetting(definition, 'MaxConcurrency', context, concurrency);
  const count = compileSetting(definition, 'ToleratedFailureCount', context, notNegative('ToleratedFailureCount'));
  const percent = compileSetting(
    definition,
    'ToleratedFailurePercentage',
    context,
    percentage('ToleratedFailurePercentage'),
  );
  return (branch, readItems) => {
    inputPath?.(branch);
    const list = readItems === undefined ? items(branch) : read(readItems.value);
    if (context.queryLanguage === 'JSONPath') {
      observe?.('afterItemsPath', Doc.of(list.map(({ value }) => value)));
    }
    const inputs = list.map((item) => ({ item, input: selector(branch, item) }));
    if (selected) observe?.('afterItemSelector', Doc.list(inputs.map(({ input }) => input)));
    if (batcher !== undefined) {
      const batches = batchItems(inputs, batcher(branch));
      observe?.('afterItemBatcher', Doc.list(batches.map(({ input }) => input)));
    }
    observe?.('maxConcurrency', maxConcurrency?.(branch) ?? 0);
    if (count !== undefined) observe?.('toleratedFailureCount', count(branch));
    if (percent !== undefined) observe?.('toleratedFailurePercentage', percent(branch));
    return list.length;
  };
}

function read(value: Json): readonly MapItem[] {
  return (Array.isArray(value) ? value : [value]).map((item, index) => ({ index, value: item }));
}
