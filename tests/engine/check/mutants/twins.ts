import type { CheckOptions } from '../../../../engine/asl/check/index.js';
import type { JsonObject } from '../../../../engine/asl/doc.js';
import { choice, distributed, done, integration, machine, map, parallel, pass, task } from '../definitions.js';

export const jsonataMachine = { QueryLanguage: 'JSONata' };
export const express: CheckOptions = { type: 'EXPRESS' };
export const y2017: CheckOptions = { edition: '2017-03-30' };
export const one = (state: JsonObject, fields: JsonObject = {}): JsonObject => machine({ A: state }, fields);
export const caught = (...catchers: JsonObject[]): JsonObject => machine({ A: { ...task, Catch: catchers }, B: pass });
export const catchAll = { ErrorEquals: ['States.ALL'], Next: 'B' };
export const compare = choice({ Variable: '$.n', NumericEquals: 1, Next: 'Done' });
export const and = choice({ And: [{ Variable: '$.n', NumericEquals: 1 }], Next: 'Done' });
export const condition = machine(
  { Pick: { Type: 'Choice', Choices: [{ Condition: '{% $states.input.n = 1 %}', Next: 'Done' }] }, Done: done },
  jsonataMachine,
);
export const wait = one({ Type: 'Wait', Seconds: 1, End: true });
export const waitUntil = one({ Type: 'Wait', Timestamp: '2030-01-02T03:04:05Z', End: true });
export const retried = one({
  ...task,
  Retry: [{ ErrorEquals: ['Busy'], MaxAttempts: 2, BackoffRate: 1.5, IntervalSeconds: 1 }],
});
export const twoRetriers = one({ ...task, Retry: [{ ErrorEquals: ['Busy'] }, { ErrorEquals: ['States.ALL'] }] });
export const timed = one({ ...task, TimeoutSeconds: 60, HeartbeatSeconds: 20 });
export const sent = one(
  integration('sqs:sendMessage', { QueueUrl: 'https://example.com/queue', MessageBody: 'hello' }),
);
export const called = one(integration('lambda:invoke', { FunctionName: 'price', 'Payload.$': '$' }));
export const queried = one(
  { Type: 'Pass', Output: { total: '{% $sum($states.input.prices) %}' }, End: true },
  jsonataMachine,
);
export const parameters = one({ Type: 'Pass', Parameters: { 'id.$': '$.id', kind: 'order' }, End: true });
export const assigned = one({ Type: 'Pass', Assign: { total: 1 }, End: true });
export const mapped = one(map({ ItemsPath: '$.orders', MaxConcurrency: 2 }));
export const mappedFar = one(map({ Label: 'orders', ToleratedFailurePercentage: 5 }, distributed));
export const reader = { Resource: 'arn:aws:states:::s3:getObject', Parameters: { Bucket: 'b', Key: 'k' } };
export const csv = one(
  map({ ItemReader: { ...reader, ReaderConfig: { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' } } }, distributed),
);
export const json = one(
  map({ ItemReader: { ...reader, ReaderConfig: { InputType: 'JSON', MaxItems: 10 } } }, distributed),
);
export const written = one(
  map(
    { ResultWriter: { Resource: 'arn:aws:states:::s3:putObject', Parameters: { Bucket: 'b', Prefix: 'p' } } },
    distributed,
  ),
);
export const batched = one(map({ ItemBatcher: { MaxItemsPerBatch: 3, BatchInput: { run: 'nightly' } } }, distributed));
export const twoBranches = one(parallel(machine({ L: pass }), machine({ R: pass })));
export const twoStates = machine({ A: { Type: 'Pass', Next: 'B' }, B: pass });
