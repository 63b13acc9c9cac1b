import type { Fault } from '../engine/fault.js';
import { Doc, type Json, type JsonObject } from '../engine/index.js';

const isObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const merged = (input: Json, result: Json): Json =>
  isObject(input) && isObject(result) ? { ...input, ...result } : result;

export const fault: Fault = {
  id: 'result-path-root-keeps-the-input',
  breaks: 'asl:paths/result-path-root',
  does: 'A ResultPath of $ merges the result into the input.',
  options: {
    rules: {
      passResult: (result, effectiveInput) =>
        result === undefined ? effectiveInput : Doc.of(merged(effectiveInput.value, result.value)),
    },
  },
};
