import type { Fault } from '../engine/fault.js';
import { Doc } from '../engine/index.js';

export const fault: Fault = {
  id: 'task-result-dropped-when-falsy',
  breaks: 'asl:Task/result',
  does: 'A result that is null, false, 0 or empty is taken for none, and becomes an empty object.',
  options: { rules: { taskResult: (answer) => (answer.value ? answer : Doc.of({})) } },
};
