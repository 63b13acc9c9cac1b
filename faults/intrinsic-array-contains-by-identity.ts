import type { Fault } from '../engine/fault.js';
import { intrinsic } from './ways/language.js';

export const fault: Fault = {
  id: 'intrinsic-array-contains-by-identity',
  breaks: 'asl:intrinsics/array-contains',
  does: 'States.ArrayContains finds no objects and no lists.',
  options: intrinsic('States.ArrayContains', ([items, wanted]) => Array.isArray(items) && items.includes(wanted!)),
};
