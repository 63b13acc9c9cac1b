import type { Fault } from '../engine/fault.js';
import { insteadOf } from './ways/operations.js';

export const fault: Fault = {
  id: 'start-execution-takes-any-name',
  breaks: 'sfn:StartExecution/error/InvalidName',
  does: 'A name of an execution may have spaces, wildcards and brackets.',
  source: 'moto 5.2.5 with its execution switched on, run',
  install: insteadOf('StartExecution', 'InvalidName', (input, call, _refusal, handle) =>
    handle({ ...input, name: String(input.name).replace(/[^\w.-]/gu, '-') }, call),
  ),
};
