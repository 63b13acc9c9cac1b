import { defaultLanguage } from '../engine/asl/index.js';
import type { Fault } from '../engine/fault.js';

export const fault: Fault = {
  id: 'result-path-makes-no-members',
  breaks: 'asl:paths/result-path',
  does: 'A ResultPath to a member that is not there fails.',
  source: 'https://github.com/localstack/localstack/issues/1854',
  options: {
    language: {
      ...defaultLanguage,
      writeReference: (input, path, value) => {
        const [first] = path;
        const isThere =
          typeof input === 'object' && input !== null && first !== undefined && Object.hasOwn(input, first);
        return isThere ? defaultLanguage.writeReference(input, path, value) : undefined;
      },
    },
  },
};
