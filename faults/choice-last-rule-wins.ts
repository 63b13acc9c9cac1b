import type { Fault } from '../engine/fault.js';

export const fault: Fault = {
  id: 'choice-last-rule-wins',
  breaks: 'asl:Choice/first-match-wins',
  does: 'Of several rules that hold the last one decides.',
  options: { rules: { pickRoute: (rules) => rules.findLastIndex((applies) => applies()) } },
};
