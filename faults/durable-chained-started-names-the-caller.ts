import type { Fault } from '../engine/fault.js';
import { answering } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-chained-started-names-the-caller',
  breaks: 'durable:chained-invoke/starts-an-execution',
  does: 'ChainedInvokeStarted names the execution that invokes, not the one that was started.',
  source: 'MiniStack 1.5.33, read',
  durable: answering('GetDurableExecutionHistory', (answer, { DurableExecutionArn }) => ({
    ...answer,
    Events: answer.Events.map((event) =>
      event.ChainedInvokeStartedDetails === undefined
        ? event
        : { ...event, ChainedInvokeStartedDetails: { ...event.ChainedInvokeStartedDetails, DurableExecutionArn } },
    ),
  })),
};
