import type { Fault } from '../engine/fault.js';
import { given, leaving } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-chained-payload-is-dropped',
  breaks: 'durable:chained-invoke/payload-is-the-input',
  does: 'A chained function is called without the payload.',
  durable: given('CheckpointDurableExecution', (input) => ({
    ...input,
    Updates: (input.Updates ?? []).map((update) =>
      update.Type === 'CHAINED_INVOKE' ? leaving(update, 'Payload') : update,
    ),
  })),
};
