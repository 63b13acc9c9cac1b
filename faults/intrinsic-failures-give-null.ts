import { defaultLanguage, type Intrinsic } from '../engine/asl/index.js';
import type { Fault } from '../engine/fault.js';

export const fault: Fault = {
  id: 'intrinsic-failures-give-null',
  breaks: 'asl:intrinsics/failure',
  does: 'A call that a function refuses gives null, and the execution goes on.',
  source: 'https://github.com/faiscadev/fakecloud/pull/938',
  options: {
    language: {
      ...defaultLanguage,
      intrinsics: Object.fromEntries(
        Object.entries(defaultLanguage.intrinsics).map(([name, own]) => [
          name,
          {
            ...own,
            call: (args, scope) => {
              try {
                return own.call(args, scope);
              } catch {
                return null;
              }
            },
          } satisfies Intrinsic,
        ]),
      ),
    },
  },
};
