import type { Fault } from '../engine/fault.js';
import { insteadOf } from './ways/operations.js';

export const fault: Fault = {
  id: 'create-activity-takes-control-characters',
  breaks: 'sfn:CreateActivity/behaviour/forbidden-name-characters',
  does: 'A name may have control characters.',
  source: 'stepfunctions-local 1.3.1, run',
  install: insteadOf('CreateActivity', 'InvalidName', (input, call, refusal, handle) => {
    const name = String(input.name);
    const printable = name.replace(/\p{Cc}/gu, '-');
    if (printable === name) throw refusal;
    return handle({ ...input, name: printable }, call);
  }),
};
