import type { Fault } from '../engine/fault.js';
import { insteadOf } from './ways/operations.js';

export const fault: Fault = {
  id: 'list-activities-takes-any-token',
  breaks: 'sfn:ListActivities/error/InvalidToken',
  does: 'ListActivities takes any nextToken, and lists from the start.',
  source: 'MiniStack 1.5.33, run',
  install: insteadOf('ListActivities', 'InvalidToken', ({ nextToken, ...input }, call, _refusal, handle) =>
    handle(input, call),
  ),
};
