import { defaultLanguage } from '../engine/asl/index.js';
import type { Fault } from '../engine/fault.js';

export const fault: Fault = {
  id: 'paths-wildcard-over-nothing-fails',
  breaks: 'asl:paths/wildcards-over-nothing',
  does: 'A wildcard over data that is not there fails the execution.',
  source: 'https://github.com/localstack/localstack/issues/12318',
  options: {
    language: {
      ...defaultLanguage,
      readPath: (document, segments, definite) => {
        const found = defaultLanguage.readPath(document, segments, definite);
        return Array.isArray(found) && !definite && found.length === 0 ? undefined : found;
      },
    },
  },
};
