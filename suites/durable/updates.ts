import type { Update } from '../../harness/index.js';

type More = Readonly<Record<string, unknown>>;

const update = (Id: string, Type: string, Action: string, more: More): Update => ({ Id, Type, Action, ...more });

export const step = (id: string, action: string, more: More = {}): Update => update(id, 'STEP', action, more);

/** A retry of a step, with the error that it is retried for. */
export const retry = (id: string, seconds: number, more: More = { Error: { ErrorType: 'Again' } }): Update =>
  step(id, 'RETRY', { StepOptions: { NextAttemptDelaySeconds: seconds }, ...more });

export const wait = (id: string, seconds: number, more: More = {}): Update =>
  update(id, 'WAIT', 'START', { WaitOptions: { WaitSeconds: seconds }, ...more });

export const callback = (id: string, options: More = {}, more: More = {}): Update =>
  update(id, 'CALLBACK', 'START', { CallbackOptions: options, ...more });

export const context = (id: string, action: string, more: More = {}): Update => update(id, 'CONTEXT', action, more);

export const chained = (id: string, functionName: string, more: More = {}): Update =>
  update(id, 'CHAINED_INVOKE', 'START', { ChainedInvokeOptions: { FunctionName: functionName }, ...more });

export const execution = (action: string, more: More = {}): Update => update('execution', 'EXECUTION', action, more);
