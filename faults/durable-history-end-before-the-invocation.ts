import type { Fault } from '../engine/fault.js';
import { answering } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-history-end-before-the-invocation',
  breaks: 'durable:history/terminal-after-invocation',
  does: 'The terminal event stands before InvocationCompleted of the invocation that ended the execution.',
  source: 'https://github.com/aws/aws-durable-execution-sdk-js/pull/316',
  durable: answering('GetDurableExecutionHistory', (answer) => {
    const Events = [...answer.Events];
    const at = Events.findIndex(({ EventType }) => /^Execution(Succeeded|Failed)$/.test(EventType));
    const [end, before] = [Events[at], Events[at - 1]];
    if (end === undefined || before?.EventType !== 'InvocationCompleted') return answer;
    Events.splice(at - 1, 2, { ...end, EventId: before.EventId }, { ...before, EventId: end.EventId });
    return { ...answer, Events };
  }),
};
