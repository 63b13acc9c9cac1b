import type { Fault } from '../engine/fault.js';
import { eachOf } from './ways/definition.js';

const OTHERS = ['ResultPath', 'ResultSelector', 'OutputPath', 'Output'];

export const fault: Fault = {
  id: 'map-limited-gives-the-first',
  breaks: 'asl:Map/outputs-in-order',
  does: 'With a MaxConcurrency other than 0 the result of a Map state is what its first iteration gives.',
  options: {
    reviseDefinition: eachOf('Map', (state) => {
      const { MaxConcurrency: most } = state;
      if (typeof most !== 'number' || most === 0 || OTHERS.some((field) => field in state)) return state;
      return { ...state, ...('Items' in state ? { Output: '{% $states.result[0] %}' } : { OutputPath: '$[0]' }) };
    }),
  },
};
