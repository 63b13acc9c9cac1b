import type { Fault } from '../engine/fault.js';
import { refusal, sent } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-stop-wants-an-error',
  breaks: 'durable:StopDurableExecution/behaviour/error-is-optional',
  does: 'A stop without a body is refused.',
  source: 'https://github.com/aws/aws-durable-execution-sdk-python-testing/pull/121',
  durable: sent((answer, request) =>
    request.path.endsWith('/stop') && request.body.length === 0
      ? refusal(400, 'InvalidParameterValueException', 'Request body is required')
      : answer,
  ),
};
