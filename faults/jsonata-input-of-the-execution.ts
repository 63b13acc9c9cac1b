import type { Fault } from '../engine/fault.js';
import { eachExpression } from './ways/definition.js';

export const fault: Fault = {
  id: 'jsonata-input-of-the-execution',
  breaks: 'asl:jsonata/input',
  does: 'In an expression $states.input is the input of the execution, whatever states came before.',
  source: 'https://github.com/localstack/localstack/issues/12061',
  options: {
    reviseDefinition: eachExpression((expression) =>
      expression.replaceAll('$states.input', '$states.context.Execution.Input'),
    ),
  },
};
