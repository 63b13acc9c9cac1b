import { answerCallback, beatCallback } from '../operations/callback.js';
import type { Handler } from './api.js';

export const sendSuccess: Handler<'SendDurableExecutionCallbackSuccess'> = (account, { CallbackId, Result }) => {
  const { execution, record } = account.callback(CallbackId);
  // An empty body is no result.
  answerCallback(execution, record, { kind: 'success', ...(Result ? { result: Result } : {}) });
  return {};
};

export const sendFailure: Handler<'SendDurableExecutionCallbackFailure'> = (account, { CallbackId, Error: error }) => {
  const { execution, record } = account.callback(CallbackId);
  answerCallback(execution, record, { kind: 'failure', ...(error && { error }) });
  return {};
};

export const sendHeartbeat: Handler<'SendDurableExecutionCallbackHeartbeat'> = (account, { CallbackId }) => {
  const { execution, record } = account.callback(CallbackId);
  beatCallback(execution, record);
  return {};
};
