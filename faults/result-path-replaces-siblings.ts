import { defaultLanguage } from '../engine/asl/index.js';
import type { Fault } from '../engine/fault.js';
import type { Json } from '../engine/index.js';

/** Objects in each other, one for each step, around a value. */
const nested = (steps: readonly (string | number)[], value: Json): Json =>
  steps.reduceRight<Json>((inner, step) => ({ [step]: inner }), value);

export const fault: Fault = {
  id: 'result-path-replaces-siblings',
  breaks: 'asl:paths/result-path',
  does: 'A ResultPath into an object replaces what stands beside the member that it names.',
  source: 'stepfunctions-local 1.3.1, run',
  options: {
    language: {
      ...defaultLanguage,
      writeReference: (input, path, value) =>
        path.length < 2
          ? defaultLanguage.writeReference(input, path, value)
          : defaultLanguage.writeReference(input, path.slice(0, 1), nested(path.slice(1), value)),
    },
  },
};
