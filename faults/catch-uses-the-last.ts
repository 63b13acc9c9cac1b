import type { Fault } from '../engine/fault.js';

export const fault: Fault = {
  id: 'catch-uses-the-last',
  breaks: 'asl:Catch/first-match',
  does: 'Of several catchers that name the error the last one is used.',
  options: { rules: { pickCatcher: (lists, matches) => lists.findLastIndex((errors) => matches(errors)) } },
};
