import type { Fault } from '../engine/fault.js';
import { everyRequest } from './ways/wire.js';

export const fault: Fault = {
  id: 'validation-type-coerced',
  breaks: 'sfn:GetExecutionHistory/request/reverseOrder/type',
  does: 'A text for a boolean is taken for true.',
  source: 'LocalStack 2026.3.0, run',
  edge: everyRequest((request) => ({
    ...request,
    body: request.body.replace('"reverseOrder":"perhaps"', '"reverseOrder":true'),
  })),
};
