import { defaultLanguage } from '../engine/asl/index.js';
import type { Fault } from '../engine/fault.js';

export const fault: Fault = {
  id: 'paths-to-nothing-give-null',
  breaks: 'asl:paths/missing-fails',
  does: 'A path that selects nothing gives null, and the execution goes on.',
  source: 'stepfunctions-local 1.3.1, run',
  options: {
    language: {
      ...defaultLanguage,
      readPath: (document, segments, definite) => defaultLanguage.readPath(document, segments, definite) ?? null,
    },
  },
};
