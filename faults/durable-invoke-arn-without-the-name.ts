import type { Fault } from '../engine/fault.js';
import { rule } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-invoke-arn-without-the-name',
  breaks: 'durable:Invoke/behaviour/arn-form',
  does: 'The ARN of an execution does not hold its name.',
  source: 'https://github.com/aws/aws-durable-execution-sdk-python/issues/686',
  durable: rule('starting', (right) => ({ arn: (functionArn, _name, id) => right.arn(functionArn, id, id) })),
};
