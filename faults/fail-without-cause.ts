import type { Fault } from '../engine/fault.js';
import { dropping } from './ways/definition.js';

export const fault: Fault = {
  id: 'fail-without-cause',
  breaks: 'asl:Fail/ends',
  does: 'The Cause of a Fail state is lost.',
  source: 'https://github.com/aws-samples/aws-stepfunctions-examples/issues/76',
  options: { reviseDefinition: dropping(['Cause'], 'Fail') },
};
