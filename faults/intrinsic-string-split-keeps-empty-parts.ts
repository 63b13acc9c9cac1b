import type { Fault } from '../engine/fault.js';
import { intrinsic } from './ways/language.js';

export const fault: Fault = {
  id: 'intrinsic-string-split-keeps-empty-parts',
  breaks: 'asl:intrinsics/string-split',
  does: 'States.StringSplit keeps the empty parts between separators.',
  source: 'https://github.com/floci-io/floci/pull/3002',
  options: intrinsic('States.StringSplit', ([text, separators]) => {
    const parts = [''];
    for (const char of String(text)) {
      if (String(separators).includes(char)) parts.push('');
      else parts[parts.length - 1] += char;
    }
    return parts;
  }),
};
