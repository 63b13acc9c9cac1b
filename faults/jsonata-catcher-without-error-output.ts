import type { Fault } from '../engine/fault.js';
import { eachExpression } from './ways/definition.js';

export const fault: Fault = {
  id: 'jsonata-catcher-without-error-output',
  breaks: 'asl:jsonata/catch-output',
  does: 'In a catcher $states.errorOutput has no Cause.',
  options: {
    reviseDefinition: eachExpression((expression) => expression.replaceAll('$states.errorOutput.Cause', "'unknown'")),
  },
};
