import type { Fault } from '../engine/fault.js';
import { answering, leaving } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-function-config-not-told',
  breaks: 'durable:functions/config-is-echoed',
  does: 'GetFunctionConfiguration does not tell the durable configuration.',
  durable: answering('GetFunctionConfiguration', (answer) => leaving(answer, 'DurableConfig')),
};
