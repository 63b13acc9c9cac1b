import type { Fault } from '../engine/fault.js';
import type { JsonObject } from '../engine/index.js';
import { eachOf, failingLate } from './ways/definition.js';

export const fault: Fault = {
  id: 'map-goes-on-after-a-failure',
  breaks: 'asl:Map/fails-with-iteration',
  does: 'A Map whose iteration has failed goes through the items that are left before it fails.',
  source: 'https://github.com/localstack/localstack/issues/6443',
  options: {
    reviseDefinition: eachOf('Map', (state) => ({
      ...state,
      ...('ItemProcessor' in state && { ItemProcessor: failingLate(state.ItemProcessor as JsonObject) }),
    })),
  },
};
