import type { Fault } from '../engine/fault.js';
import type { Json } from '../engine/index.js';
import { intrinsic } from './ways/language.js';

const spaced = (value: Json): string => {
  if (Array.isArray(value)) return `[${value.map(spaced).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([name, member]) => `${JSON.stringify(name)}: ${spaced(member)}`)
    .join(', ')}}`;
};

export const fault: Fault = {
  id: 'intrinsic-json-to-string-spaced',
  breaks: 'asl:intrinsics/json-to-string',
  does: 'States.JsonToString puts spaces after commas and colons.',
  options: intrinsic('States.JsonToString', ([value]) => spaced(value!)),
};
