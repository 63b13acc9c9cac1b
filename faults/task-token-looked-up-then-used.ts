import type { Fault } from '../engine/fault.js';
import { type Call, ServiceError } from '../engine/index.js';
import { around } from './ways/operations.js';
import { storeAnswers } from './ways/store.js';

function isLive({ account }: Call, token: string): boolean {
  try {
    account.tokens.find(token);
    return true;
  } catch {
    return false;
  }
}

export const fault: Fault = {
  id: 'task-token-looked-up-then-used',
  breaks: 'laws:one-worker-a-task',
  does: 'A task token is looked up first, and used up only later: of several answers at one time each is accepted.',
  install: around('SendTaskSuccess', (handle) => async (input, call) => {
    const wasLive = isLive(call, String(input.taskToken));
    await storeAnswers();
    try {
      return await handle(input, call);
    } catch (error) {
      if (wasLive && error instanceof ServiceError && error.name === 'TaskTimedOut') return {};
      throw error;
    }
  }),
};
