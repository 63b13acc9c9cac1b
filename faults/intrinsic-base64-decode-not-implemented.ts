import { StatesError } from '../engine/asl/index.js';
import type { Fault } from '../engine/fault.js';
import { intrinsic } from './ways/language.js';

export const fault: Fault = {
  id: 'intrinsic-base64-decode-not-implemented',
  breaks: 'asl:intrinsics/base64',
  does: 'States.Base64Decode is not there: it fails the execution.',
  source: 'https://github.com/floci-io/floci/issues/2522',
  options: intrinsic('States.Base64Decode', () => {
    throw new StatesError('States.Runtime', 'Unsupported intrinsic function: States.Base64Decode');
  }),
};
