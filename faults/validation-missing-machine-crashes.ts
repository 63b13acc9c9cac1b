import type { Fault } from '../engine/fault.js';
import { htmlPage, operationOf, refusals } from './ways/wire.js';

export const fault: Fault = {
  id: 'validation-missing-machine-crashes',
  breaks: 'sfn:StartExecution/request/stateMachineArn/required',
  does: 'A start that names no machine is answered with a page that says that something went wrong.',
  source: 'moto 5.2.4, run',
  edge: refusals((answer, request) =>
    operationOf(request) === 'StartExecution' && !request.body.includes('"stateMachineArn"') ? htmlPage(500) : answer,
  ),
};
