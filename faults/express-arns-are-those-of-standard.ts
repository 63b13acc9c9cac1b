import type { Fault } from '../engine/fault.js';
import { answers } from './ways/operations.js';

export const fault: Fault = {
  id: 'express-arns-are-those-of-standard',
  breaks: 'sfn:StartSyncExecution/behaviour/answers-at-the-end',
  does: 'The ARN of an EXPRESS execution looks like that of a STANDARD one.',
  source: 'MiniStack 1.5.33, run',
  options: {
    rewriteResponse: answers('StartSyncExecution', (output) => ({
      ...output,
      executionArn: String(output.executionArn).replace(':express:', ':execution:'),
    })),
  },
};
