import type { Fault } from '../engine/fault.js';
import { Doc } from '../engine/index.js';

export const fault: Fault = {
  id: 'task-result-wrapped',
  breaks: 'asl:Task/result',
  does: 'The result of a task comes wrapped in an object.',
  options: { rules: { taskResult: (answer) => Doc.of({ Payload: answer.value }) } },
};
