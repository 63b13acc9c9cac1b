import type { Fault } from '../engine/fault.js';
import { answers } from './ways/operations.js';

export const fault: Fault = {
  id: 'map-run-without-children',
  breaks: 'sfn:ListExecutions/behaviour/of-a-map-run',
  does: 'Listing by the ARN of a Map Run lists nothing.',
  options: {
    rewriteResponse: answers('ListExecutions', (output, { mapRunArn }) =>
      mapRunArn === undefined ? output : { executions: [] },
    ),
  },
};
