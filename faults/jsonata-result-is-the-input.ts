import type { Fault } from '../engine/fault.js';
import { eachExpression } from './ways/definition.js';

export const fault: Fault = {
  id: 'jsonata-result-is-the-input',
  breaks: 'asl:jsonata/result',
  does: 'In the Output of a task $states.result is what the task was given.',
  options: {
    reviseDefinition: eachExpression((expression) => expression.replaceAll('$states.result', '$states.input')),
  },
};
