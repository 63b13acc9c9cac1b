import type { Fault } from '../engine/fault.js';
import type { Json, JsonObject } from '../engine/index.js';
import { eachOf } from './ways/definition.js';

const isMachine = (value: Json | undefined): value is JsonObject => typeof value === 'object' && value !== null;

export const fault: Fault = {
  id: 'map-swallows-failures',
  breaks: 'asl:Map/fails-with-iteration',
  does: 'An iteration that fails leaves null in the output of a Map that succeeds.',
  source: 'https://github.com/localstack/localstack/issues/9970',
  options: {
    reviseDefinition: eachOf('Map', (state) => ({
      ...state,
      ...(isMachine(state.ItemProcessor) && {
        ItemProcessor: eachOf('Fail', () => ({ Type: 'Pass', Result: null, End: true }))(state.ItemProcessor),
      }),
    })),
  },
};
