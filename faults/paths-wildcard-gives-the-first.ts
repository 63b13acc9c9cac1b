import { defaultLanguage } from '../engine/asl/index.js';
import type { Fault } from '../engine/fault.js';

export const fault: Fault = {
  id: 'paths-wildcard-gives-the-first',
  breaks: 'asl:paths/wildcards',
  does: 'A path with a wildcard gives the first value alone.',
  source: 'stepfunctions-local 1.3.1, run',
  options: {
    language: {
      ...defaultLanguage,
      readPath: (document, segments, definite) => {
        const found = defaultLanguage.readPath(document, segments, definite);
        return !definite && Array.isArray(found) ? found[0] : found;
      },
    },
  },
};
