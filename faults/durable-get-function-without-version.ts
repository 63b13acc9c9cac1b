import type { Fault } from '../engine/fault.js';
import { answering } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-get-function-without-version',
  breaks: 'durable:GetDurableExecution/behaviour/identity',
  does: 'FunctionArn is the ARN of the function without its version.',
  source: 'MiniStack 1.5.33, read',
  durable: answering('GetDurableExecution', (answer) => ({
    ...answer,
    FunctionArn: answer.FunctionArn.split(':').slice(0, 7).join(':'),
  })),
};
