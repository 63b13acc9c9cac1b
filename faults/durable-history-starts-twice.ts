import type { Fault } from '../engine/fault.js';
import { answering } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-history-starts-twice',
  breaks: 'durable:history/starts-with-execution-started',
  does: 'ExecutionStarted is there twice.',
  source: 'https://github.com/aws/aws-durable-execution-sdk-js/pull/801',
  durable: answering('GetDurableExecutionHistory', (answer) => ({
    ...answer,
    Events: answer.Events.flatMap((event) => (event.EventType === 'ExecutionStarted' ? [event, event] : [event])).map(
      (event, index) => ({ ...event, EventId: index + 1 }),
    ),
  })),
};
