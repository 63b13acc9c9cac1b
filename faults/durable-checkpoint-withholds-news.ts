import type { Fault } from '../engine/fault.js';
import { answering } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-checkpoint-withholds-news',
  breaks: 'durable:CheckpointDurableExecution/behaviour/tells-what-happened',
  does: 'A checkpoint answers with the operations that it has updated, and no others.',
  source: 'https://github.com/aws/aws-durable-execution-sdk-python/issues/587',
  durable: answering('CheckpointDurableExecution', (answer, { Updates = [] }) => {
    const own = new Set(Updates.map(({ Id }) => Id));
    const Operations = answer.NewExecutionState.Operations.filter(({ Id }) => own.has(Id));
    return { ...answer, NewExecutionState: { Operations } };
  }),
};
