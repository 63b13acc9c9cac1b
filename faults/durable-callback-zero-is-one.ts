import type { Fault } from '../engine/fault.js';
import { given } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-callback-zero-is-one',
  breaks: 'durable:callback/zero-is-none',
  does: 'A timeout of 0 seconds is taken for one of 1.',
  durable: given('CheckpointDurableExecution', (input) => ({
    ...input,
    Updates: (input.Updates ?? []).map((update) =>
      update.CallbackOptions?.TimeoutSeconds === 0
        ? { ...update, CallbackOptions: { ...update.CallbackOptions, TimeoutSeconds: 1 } }
        : update,
    ),
  })),
};
