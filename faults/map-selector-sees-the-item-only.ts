import type { Fault } from '../engine/fault.js';
import { eachOf, eachText } from './ways/definition.js';

export const fault: Fault = {
  id: 'map-selector-sees-the-item-only',
  breaks: 'asl:Map/item-selector',
  does: 'A path of an ItemSelector selects from the item, and not from the input of the state.',
  source: 'https://github.com/localstack/localstack/issues/11287',
  options: {
    reviseDefinition: eachOf('Map', (state) =>
      state.ItemSelector === undefined
        ? state
        : {
            ...state,
            ItemSelector: eachText(state.ItemSelector, (text) => text.replace(/^\$\./, '$$$$.Map.Item.Value.')),
          },
    ),
  },
};
