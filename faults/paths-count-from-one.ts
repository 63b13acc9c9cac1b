import { defaultLanguage } from '../engine/asl/index.js';
import type { Fault } from '../engine/fault.js';

export const fault: Fault = {
  id: 'paths-count-from-one',
  breaks: 'asl:paths/brackets',
  does: 'The first element of a list has the index 1.',
  options: {
    language: {
      ...defaultLanguage,
      readPath: (document, segments, definite) =>
        defaultLanguage.readPath(
          document,
          segments.map((segment) => (segment.kind === 'index' ? { ...segment, index: segment.index - 1 } : segment)),
          definite,
        ),
    },
  },
};
