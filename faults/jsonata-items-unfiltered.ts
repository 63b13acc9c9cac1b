import type { Fault } from '../engine/fault.js';
import { eachOf } from './ways/definition.js';

export const fault: Fault = {
  id: 'jsonata-items-unfiltered',
  breaks: 'asl:jsonata/items',
  does: 'The Items of a Map are taken whole, without the predicate of their expression.',
  options: {
    reviseDefinition: eachOf('Map', (state) =>
      typeof state.Items === 'string' ? { ...state, Items: state.Items.replace(/\[.*\]/, '') } : state,
    ),
  },
};
