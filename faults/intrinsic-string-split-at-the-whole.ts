import type { Fault } from '../engine/fault.js';
import { intrinsic } from './ways/language.js';

export const fault: Fault = {
  id: 'intrinsic-string-split-at-the-whole',
  breaks: 'asl:intrinsics/string-split',
  does: 'States.StringSplit cuts only where all the characters given stand together.',
  source: 'https://github.com/floci-io/floci/pull/3002',
  options: intrinsic('States.StringSplit', ([text, separators]) => String(text).split(String(separators))),
};
