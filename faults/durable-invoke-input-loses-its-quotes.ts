import type { Fault } from '../engine/fault.js';
import { answering } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-invoke-input-loses-its-quotes',
  breaks: 'durable:execution/input-is-kept',
  does: 'An input that is a string is told without its quotes.',
  source: 'MiniStack 1.5.33, run',
  durable: answering('GetDurableExecution', ({ InputPayload, ...rest }) => ({
    ...rest,
    ...(InputPayload !== undefined && { InputPayload: InputPayload.replace(/^"(.*)"$/, '$1') }),
  })),
};
