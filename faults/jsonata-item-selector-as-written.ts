import type { Fault } from '../engine/fault.js';
import { eachOf, eachText } from './ways/definition.js';

export const fault: Fault = {
  id: 'jsonata-item-selector-as-written',
  breaks: 'asl:Map/item-selector',
  does: 'An ItemSelector of expressions is taken as it is written, with their delimiters.',
  source: 'https://github.com/localstack/localstack/issues/12315',
  options: {
    reviseDefinition: eachOf('Map', (state) =>
      state.ItemSelector === undefined
        ? state
        : { ...state, ItemSelector: eachText(state.ItemSelector, (text) => text.replace('{%', '{ %')) },
    ),
  },
};
