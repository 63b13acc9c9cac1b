import type { Fault } from '../engine/fault.js';
import { eachOf, eachText } from './ways/definition.js';

export const fault: Fault = {
  id: 'jsonata-nothing-gives-null',
  breaks: 'asl:jsonata/undefined',
  does: 'An expression that returns nothing gives null.',
  source: 'https://github.com/ministackorg/ministack/pull/1522',
  options: {
    reviseDefinition: eachOf('Pass', (state) =>
      state.Output === undefined
        ? state
        : {
            ...state,
            Output: eachText(state.Output, (text) =>
              text.startsWith('{%') && text.endsWith('%}')
                ? `{% ($r := (${text.slice(2, -2)}); $exists($r) ? $r : null) %}`
                : text,
            ),
          },
    ),
  },
};
