import type { Fault } from '../engine/fault.js';

export const fault: Fault = {
  id: 'retry-uses-the-last',
  breaks: 'asl:Retry/first-match',
  does: 'Of several retriers that name the error the last one is used.',
  options: { rules: { pickRetrier: (lists, matches) => lists.findLastIndex((errors) => matches(errors)) } },
};
