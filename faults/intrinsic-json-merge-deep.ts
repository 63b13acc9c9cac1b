import type { Fault } from '../engine/fault.js';
import type { Json, JsonObject } from '../engine/index.js';
import { intrinsic } from './ways/language.js';

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const deep = (one: Json | undefined, two: Json): Json =>
  isObject(one) && isObject(two)
    ? { ...one, ...Object.fromEntries(Object.entries(two).map(([name, value]) => [name, deep(one[name], value)])) }
    : two;

export const fault: Fault = {
  id: 'intrinsic-json-merge-deep',
  breaks: 'asl:intrinsics/json-merge',
  does: 'States.JsonMerge merges the members of members, too.',
  options: intrinsic('States.JsonMerge', ([one, two]) => deep(one, two!)),
};
