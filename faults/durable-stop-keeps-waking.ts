import type { Fault } from '../engine/fault.js';
import { rule } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-stop-keeps-waking',
  breaks: 'durable:StopDurableExecution/behaviour/nothing-resumes',
  does: 'The end of a wait invokes the function of an execution that was stopped.',
  durable: rule('ending', (right) => ({
    stop(execution, error) {
      const waits = [...execution.operations.values()].filter(({ status }) => status === 'STARTED');
      right.stop(execution, error);
      for (const wait of waits) {
        if (wait.type === 'WAIT') execution.world.clock.schedule(wait.endsAt, () => execution.lane.begin());
      }
    },
  })),
};
