import { defaultLanguage, type Language } from '../engine/asl/index.js';
import type { Fault } from '../engine/fault.js';

const last: Language['readPath'] = (document, segments, definite) => {
  const found = defaultLanguage.readPath(document, segments, definite);
  const end = segments.at(-1);
  if (found !== undefined || end?.kind !== 'index') return found;
  const list = defaultLanguage.readPath(document, segments.slice(0, -1), definite);
  return Array.isArray(list) ? list.at(-1) : undefined;
};

export const fault: Fault = {
  id: 'paths-past-the-end',
  breaks: 'asl:paths/missing-fails',
  does: 'An index past the end of a list selects its last element.',
  options: { language: { ...defaultLanguage, readPath: last } },
};
