import type { Fault } from '../engine/fault.js';
import type { JsonObject } from '../engine/index.js';

export const fault: Fault = {
  id: 'context-map-index-from-one',
  breaks: 'asl:context/map-item',
  does: "The index of a Map's item counts from 1.",
  options: {
    rules: {
      contextObject: (context) => {
        const item = (context.Map as JsonObject | undefined)?.Item as JsonObject | undefined;
        return item === undefined ? context : { ...context, Map: { Item: { ...item, Index: Number(item.Index) + 1 } } };
      },
    },
  },
};
