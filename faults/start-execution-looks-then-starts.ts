import type { Fault } from '../engine/fault.js';
import { around } from './ways/operations.js';
import { storeAnswers } from './ways/store.js';

export const fault: Fault = {
  id: 'start-execution-looks-then-starts',
  breaks: 'laws:one-execution-a-name',
  does: 'Whether a name is free is looked up first, and taken only later: of several starts at one time each is accepted.',
  install: around('StartExecution', (handle) => async (input, call) => {
    const arn = `${String(input.stateMachineArn).replace(':stateMachine:', ':execution:')}:${input.name}`;
    const isFree = call.account.execution(arn) === undefined;
    await storeAnswers();
    if (isFree) call.account.executions.delete(arn);
    return handle(input, call);
  }),
};
