import type { Fault } from '../engine/fault.js';
import { intrinsic } from './ways/language.js';

export const fault: Fault = {
  id: 'intrinsic-hash-of-json',
  breaks: 'asl:intrinsics/hash',
  does: 'States.Hash hashes the JSON text of its argument, quotes included.',
  options: intrinsic('States.Hash', ([text, algorithm], right, scope) =>
    right([JSON.stringify(text), algorithm!], scope),
  ),
};
