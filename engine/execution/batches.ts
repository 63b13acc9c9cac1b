import { Doc, type Json } from '../asl/doc.js';
import type { MapItem } from './branch.js';
import type { Batch } from './map-run.js';

/** What an ItemBatcher says; a missing limit, or 0, is none. */
export interface BatchLimits {
  readonly maxItems: number | undefined;
  /** The most bytes of a batch's text. */
  readonly maxBytes: number | undefined;
  /** What every batch carries beside its items. */
  readonly batchInput: Json | undefined;
}

/** Fills one batch after the other. An item larger than a batch may be has a batch of its own. */
export function batchItems(
  inputs: readonly { readonly item: MapItem; readonly input: Doc }[],
  { maxItems, maxBytes, batchInput }: BatchLimits,
): Batch[] {
  const most = maxItems || Number.POSITIVE_INFINITY;
  const room = maxBytes || Number.POSITIVE_INFINITY;
  const frame = Buffer.byteLength(
    JSON.stringify({ ...(batchInput !== undefined && { BatchInput: batchInput }), Items: [] }),
  );
  const batches: Batch[] = [];
  let items: MapItem[] = [];
  let values: Json[] = [];
  let size = frame;
  const close = (): void => {
    if (items.length === 0) return;
    const input = Doc.of({ ...(batchInput !== undefined && { BatchInput: batchInput }), Items: values });
    batches.push({ input, items });
    items = [];
    values = [];
    size = frame;
  };
  for (const { item, input } of inputs) {
    const bytes = room === Number.POSITIVE_INFINITY ? 0 : Buffer.byteLength(input.text) + 1;
    if (items.length >= most || (items.length > 0 && size + bytes > room)) close();
    items.push(item);
    values.push(input.value);
    size += bytes;
  }
  close();
  return batches;
}
