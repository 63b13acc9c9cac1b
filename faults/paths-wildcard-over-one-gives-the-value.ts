import { defaultLanguage } from '../engine/asl/index.js';
import type { Fault } from '../engine/fault.js';

export const fault: Fault = {
  id: 'paths-wildcard-over-one-gives-the-value',
  breaks: 'asl:paths/wildcards',
  does: 'A path with a wildcard that finds one value gives the value without its list.',
  source: 'https://github.com/localstack/localstack/issues/13009',
  options: {
    language: {
      ...defaultLanguage,
      readPath: (document, segments, definite) => {
        const found = defaultLanguage.readPath(document, segments, definite);
        return !definite && Array.isArray(found) && found.length === 1 ? found[0] : found;
      },
    },
  },
};
