import type { Fault } from '../engine/fault.js';
import { intrinsic } from './ways/language.js';

export const fault: Fault = {
  id: 'intrinsic-array-length-of-text',
  breaks: 'asl:intrinsics/array-length',
  does: "States.ArrayLength gives the length of the list's JSON text.",
  options: intrinsic('States.ArrayLength', ([items]) => JSON.stringify(items).length),
};
