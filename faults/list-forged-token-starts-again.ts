import type { Fault } from '../engine/fault.js';
import { insteadOf } from './ways/operations.js';

export const fault: Fault = {
  id: 'list-forged-token-starts-again',
  breaks: 'sfn:List/behaviour/forged-token',
  does: 'A nextToken that was never given is passed over: the list begins again.',
  source: 'MiniStack 1.5.33, run',
  install: insteadOf(
    ['ListExecutions', 'ListStateMachines', 'ListActivities', 'GetExecutionHistory'],
    'InvalidToken',
    ({ nextToken: _forged, ...input }, call, _refusal, handle) => handle(input, call),
  ),
};
