import type { Fault } from '../engine/fault.js';
import { jsonataFunctions } from './ways/language.js';

export const fault: Fault = {
  id: 'jsonata-without-parse',
  breaks: 'asl:jsonata/functions',
  does: 'The function $parse is not there.',
  source: 'https://github.com/floci-io/floci/issues/2662',
  options: jsonataFunctions({ parse: undefined }),
};
