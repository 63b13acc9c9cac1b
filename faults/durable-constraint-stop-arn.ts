import type { Fault } from '../engine/fault.js';
import { unchecked } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-constraint-stop-arn',
  breaks: 'durable:StopDurableExecution/request/DurableExecutionArn/pattern',
  does: 'Any text is looked up as the ARN of an execution.',
  source: 'https://github.com/aws/aws-durable-execution-sdk-python/issues/461',
  durable: unchecked(['StopDurableExecution/DurableExecutionArn'], 'pattern'),
};
