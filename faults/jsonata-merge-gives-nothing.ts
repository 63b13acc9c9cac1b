import type { Fault } from '../engine/fault.js';
import { jsonataFunctions } from './ways/language.js';

export const fault: Fault = {
  id: 'jsonata-merge-gives-nothing',
  breaks: 'asl:jsonata/output',
  does: 'The function $merge gives an empty object.',
  source: 'https://github.com/localstack/localstack/issues/13579',
  options: jsonataFunctions({ merge: () => ({}) }),
};
