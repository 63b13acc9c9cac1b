import type { Fault } from '../engine/fault.js';
import { intrinsic } from './ways/language.js';

export const fault: Fault = {
  id: 'intrinsic-string-to-json-is-text',
  breaks: 'asl:intrinsics/string-to-json',
  does: 'States.StringToJson gives the text as it is.',
  options: intrinsic('States.StringToJson', ([text]) => text!),
};
