import type { JsonObject } from '../../asl/doc.js';
import type { BatchLimits } from '../batches.js';
import type { Branch } from '../branch.js';
import { type CompileContext, compileQuery } from '../dataflow.js';
import { anyInteger, compileSetting } from '../setting.js';

/** ItemBatcher: limits and what every batch carries. */
export function compileBatcher(
  batcher: JsonObject | undefined,
  context: CompileContext,
): ((owner: Branch) => BatchLimits) | undefined {
  if (batcher === undefined) return undefined;
  const number = (field: string) => compileSetting(batcher, field, context, anyInteger, `ItemBatcher/${field}`);
  const maxItems = number('MaxItemsPerBatch');
  const maxBytes = number('MaxInputBytesPerBatch');
  const { BatchInput } = batcher;
  const input =
    BatchInput === undefined
      ? undefined
      : context.queryLanguage === 'JSONata'
        ? compileQuery(BatchInput, 'ItemBatcher/BatchInput', context)
        : context.language.template(BatchInput);
  return (owner) => ({
    maxItems: maxItems?.(owner),
    maxBytes: maxBytes?.(owner),
    batchInput: input?.value(owner),
  });
}
