import type { Fault } from '../engine/fault.js';

export const fault: Fault = {
  id: 'task-input-raw',
  breaks: 'asl:Task/input',
  does: "A task gets the state's input as it came: InputPath and Parameters change nothing.",
  source: 'stepfunctions-local 1.3.1, run',
  options: { rules: { taskInput: (_effective, input) => input } },
};
