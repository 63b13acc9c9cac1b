import { expect, test } from 'vitest';
import { encodeRequest } from '../../../harness/durable/encode.js';
import { loadSpec } from '../../../specs/load.js';

const encode = (operation: string, input: Record<string, unknown>) =>
  encodeRequest(loadSpec('durable', '2025-12-01').operations[operation]!, input);
const ARN = 'arn:aws:lambda:us-east-1:123456789012:function:f:$LATEST/durable-execution/n/i';

test('an ARN is one percent-encoded segment, and the error of a stop is the body', () => {
  const { path, body, headers } = encode('StopDurableExecution', { DurableExecutionArn: ARN, ErrorType: 'E' });
  expect(path).toBe(
    '/2025-12-01/durable-executions/arn%3Aaws%3Alambda%3Aus-east-1%3A123456789012%3Afunction%3Af%3A%24LATEST%2Fdurable-execution%2Fn%2Fi/stop',
  );
  expect({ body, headers }).toEqual({ body: '{"ErrorType":"E"}', headers: { 'content-type': 'application/json' } });
});

test('lists, times and booleans of a query', () => {
  const { path, body, headers } = encode('ListDurableExecutionsByFunction', {
    FunctionName: 'f',
    Statuses: ['RUNNING', 'FAILED'],
    StartedAfter: 1_764_547_200.123,
    ReverseOrder: true,
    Marker: undefined,
  });
  expect(path).toBe(
    '/2025-12-01/functions/f/durable-executions?Statuses=RUNNING&Statuses=FAILED&StartedAfter=2025-12-01T00%3A00%3A00.123Z&ReverseOrder=true',
  );
  expect({ body, headers }).toEqual({ body: '', headers: {} });
});

test('a payload is the body as it is, and headers carry their members', () => {
  const sent = encode('Invoke', {
    FunctionName: 'f',
    DurableExecutionName: 'n',
    InvocationType: 'Event',
    Payload: '"x"',
  });
  expect(sent.body).toBe('"x"');
  expect(sent.headers).toMatchObject({ 'x-amz-durable-execution-name': 'n', 'x-amz-invocation-type': 'Event' });
});

test('an ErrorObject that is the body', () => {
  const { body } = encode('SendDurableExecutionCallbackFailure', { CallbackId: 'a/b=', Error: { ErrorType: 'E' } });
  expect(body).toBe('{"ErrorType":"E"}');
});
