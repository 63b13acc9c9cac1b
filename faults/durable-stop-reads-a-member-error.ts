import type { Fault } from '../engine/fault.js';
import { received } from './ways/durable.js';

export const fault: Fault = {
  id: 'durable-stop-reads-a-member-error',
  breaks: 'durable:StopDurableExecution/behaviour/error-member-is-no-error',
  does: 'A stop takes a member Error of its body for the error, beside the members at the top.',
  source: 'aws-durable-execution-sdk-python-testing 1.2.1, read',
  durable: received((request) => {
    if (!request.path.endsWith('/stop') || request.body.length === 0) return request;
    const { Error: error, ...rest } = JSON.parse(request.body.toString('utf8'));
    return { ...request, body: Buffer.from(JSON.stringify({ ...rest, ...error })) };
  }),
};
