import type { Fault } from '../engine/fault.js';
import { Doc, type Json } from '../engine/index.js';

const isEmpty = (value: Json): boolean => JSON.stringify(value) === '{}';

export const fault: Fault = {
  id: 'input-path-null-gives-null',
  breaks: 'asl:paths/input-path-null',
  does: 'An InputPath of null makes the effective input null.',
  options: {
    rules: { afterInputPath: (found, input) => (found !== input && isEmpty(found.value) ? Doc.of(null) : found) },
  },
};
