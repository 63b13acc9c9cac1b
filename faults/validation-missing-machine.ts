import type { Fault } from '../engine/fault.js';
import { operationOf, refusals, saying } from './ways/wire.js';

export const fault: Fault = {
  id: 'validation-missing-machine',
  breaks: 'sfn:StartExecution/request/stateMachineArn/required',
  does: 'A start that names no machine is refused as that of an unknown machine.',
  source: 'MiniStack 1.4.21, run',
  edge: refusals((answer, request) =>
    operationOf(request) === 'StartExecution' && !request.body.includes('"stateMachineArn"')
      ? saying(answer, { __type: 'StateMachineDoesNotExist', message: 'State Machine Does Not Exist' })
      : answer,
  ),
};
