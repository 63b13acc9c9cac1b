import type { Fault } from '../engine/fault.js';
import { rule } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-step-must-be-started',
  breaks: 'durable:step/may-close-unstarted',
  does: 'A step that was not started can not be closed.',
  durable: rule('updates', (right) => ({
    stepCloses: (update, context) =>
      update.Type === 'STEP' && update.Action === 'SUCCEED' && context.current === undefined
        ? 'Invalid current STEP state to close.'
        : right.stepCloses(update, context),
  })),
};
