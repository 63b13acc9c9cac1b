import type { Fault } from '../engine/fault.js';
import { intrinsic } from './ways/language.js';

export const fault: Fault = {
  id: 'intrinsic-base64-without-padding',
  breaks: 'asl:intrinsics/base64',
  does: 'States.Base64Encode leaves the padding away.',
  options: intrinsic('States.Base64Encode', (args, right, scope) => String(right(args, scope)).replaceAll('=', '')),
};
