import type { Fault } from '../engine/fault.js';
import { jsonataFunctions } from './ways/language.js';

export const fault: Fault = {
  id: 'jsonata-eval-is-there',
  breaks: 'asl:jsonata/no-eval',
  does: 'The function $eval is there, which AWS takes away.',
  source: 'https://github.com/floci-io/floci/issues/2737',
  options: jsonataFunctions({ eval: ([text]) => (text === '1+1' ? 2 : undefined) }),
};
