import { activityArn, integration, task } from '../definitions.js';
import type { Mutant } from './mutant.js';
import { called, catchAll, caught, one, retried, sent, timed, twoRetriers } from './twins.js';

export const taskMutants: Mutant[] = [
  // Task
  { rule: 'required-field', change: 'no Resource', twin: one(task), mutate: (m) => m.remove('States.A.Resource') },
  {
    rule: 'resource-arn',
    change: 'Resource is a name',
    twin: one(task),
    mutate: (m) => {
      m.set('States.A.Resource', 'price');
    },
  },
  {
    rule: 'resource-known',
    change: 'Resource is an ARN of another service',
    twin: one(task),
    mutate: (m) => {
      m.set('States.A.Resource', 'arn:aws:iam::123456789012:role/price');
    },
  },
  {
    rule: 'resource-known',
    change: 'an unknown integration',
    twin: sent,
    mutate: (m) => {
      m.set('States.A.Resource', 'arn:aws:states:::sqs:receive');
    },
  },
  {
    rule: 'resource-known',
    change: '.sync where there is none',
    twin: called,
    mutate: (m) => {
      m.append('States.A.Resource', '.sync');
    },
  },
  {
    rule: 'resource-known',
    change: '.waitForTaskToken where there is none',
    twin: one(integration('dynamodb:getItem', { TableName: 't', Key: {} })),
    mutate: (m) => {
      m.append('States.A.Resource', '.waitForTaskToken');
    },
  },
  {
    rule: 'resource-known',
    change: '.sync of an SDK integration',
    twin: one(integration('aws-sdk:sfn:listActivities', {})),
    mutate: (m) => {
      m.append('States.A.Resource', '.sync');
    },
  },
  {
    rule: 'integration-parameters',
    change: 'no Parameters',
    twin: called,
    mutate: (m) => m.remove('States.A.Parameters'),
  },
  {
    rule: 'integration-parameters',
    change: 'a required parameter is missing',
    twin: sent,
    mutate: (m) => m.remove('States.A.Parameters.MessageBody'),
  },
  {
    rule: 'credentials',
    change: 'Credentials without RoleArn',
    twin: one({ ...task, Credentials: { 'RoleArn.$': '$.role' } }),
    mutate: (m) => {
      m.set('States.A.Credentials', {});
    },
  },
  {
    rule: 'activity-credentials',
    change: 'Credentials for an activity',
    twin: one({ ...task, Credentials: { RoleArn: 'arn:aws:iam::123456789012:role/r' } }),
    mutate: (m) => {
      m.set('States.A.Resource', activityArn);
    },
  },
  {
    rule: 'value-range',
    change: 'TimeoutSeconds 0',
    twin: timed,
    mutate: (m) => {
      m.remove('States.A.HeartbeatSeconds');
      m.set('States.A.TimeoutSeconds', 0);
    },
  },
  {
    rule: 'field-type',
    change: 'TimeoutSeconds is a string',
    twin: timed,
    mutate: (m) => {
      m.set('States.A.TimeoutSeconds', '60');
    },
  },
  {
    rule: 'heartbeat-below-timeout',
    change: 'HeartbeatSeconds as long as TimeoutSeconds',
    twin: timed,
    mutate: (m) => {
      m.set('States.A.HeartbeatSeconds', 60);
    },
  },
  {
    rule: 'exclusive-fields',
    change: 'TimeoutSeconds and TimeoutSecondsPath',
    twin: timed,
    mutate: (m) => {
      m.set('States.A.TimeoutSecondsPath', '$.t');
    },
  },
  {
    rule: 'reference-path',
    change: 'HeartbeatSecondsPath with a filter',
    twin: one({ ...task, HeartbeatSecondsPath: '$.h' }),
    mutate: (m) => {
      m.set('States.A.HeartbeatSecondsPath', '$.h[?(@.x)]');
    },
  },

  // Retry and Catch
  {
    rule: 'required-field',
    change: 'a retrier without ErrorEquals',
    twin: retried,
    mutate: (m) => m.remove('States.A.Retry[0].ErrorEquals'),
  },
  {
    rule: 'value-empty',
    change: 'ErrorEquals of nothing',
    twin: retried,
    mutate: (m) => {
      m.set('States.A.Retry[0].ErrorEquals', []);
    },
  },
  {
    rule: 'field-type',
    change: 'ErrorEquals is a string',
    twin: retried,
    mutate: (m) => {
      m.set('States.A.Retry[0].ErrorEquals', 'Busy');
    },
  },
  {
    rule: 'field-type',
    change: 'Retry is an object',
    twin: retried,
    mutate: (m) => {
      m.set('States.A.Retry', { ErrorEquals: ['Busy'] });
    },
  },
  {
    rule: 'states-all-alone',
    change: 'States.ALL with another name',
    twin: twoRetriers,
    mutate: (m) => {
      m.push('States.A.Retry[1].ErrorEquals', 'Late');
    },
  },
  {
    rule: 'states-all-alone',
    change: 'States.ALL before another retrier',
    twin: twoRetriers,
    mutate: (m) => {
      m.push('States.A.Retry', { ErrorEquals: ['Late'] });
    },
  },
  {
    rule: 'states-all-alone',
    change: 'States.ALL before another catcher',
    twin: caught(catchAll),
    mutate: (m) => {
      m.push('States.A.Catch', { ErrorEquals: ['Late'], Next: 'B' });
    },
  },
  {
    rule: 'value-range',
    change: 'negative MaxAttempts',
    twin: retried,
    mutate: (m) => {
      m.set('States.A.Retry[0].MaxAttempts', -1);
    },
  },
  {
    rule: 'value-range',
    change: 'a BackoffRate below 1',
    twin: retried,
    mutate: (m) => {
      m.set('States.A.Retry[0].BackoffRate', 0.5);
    },
  },
  {
    rule: 'value-range',
    change: 'MaxDelaySeconds above the limit',
    twin: retried,
    mutate: (m) => {
      m.set('States.A.Retry[0].MaxDelaySeconds', 31_622_401);
    },
  },
  {
    rule: 'value-enum',
    change: 'an unknown JitterStrategy',
    twin: retried,
    mutate: (m) => {
      m.set('States.A.Retry[0].JitterStrategy', 'HALF');
    },
  },
  {
    rule: 'required-field',
    change: 'a catcher without Next',
    twin: caught(catchAll),
    mutate: (m) => {
      m.remove('States.A.Catch[0].Next');
    },
  },
  {
    rule: 'unsupported-field',
    change: 'an unknown field of a catcher',
    twin: caught(catchAll),
    mutate: (m) => {
      m.set('States.A.Catch[0].MaxAttempts', 1);
    },
  },
  {
    rule: 'reference-path',
    change: "a catcher's ResultPath with a slice",
    twin: caught({ ...catchAll, ResultPath: '$.error' }),
    mutate: (m) => {
      m.set('States.A.Catch[0].ResultPath', '$.error[0:1]');
    },
  },

  // Fail
  {
    rule: 'exclusive-fields',
    change: 'Error and ErrorPath',
    twin: one({ Type: 'Fail', Error: 'Late' }),
    mutate: (m) => {
      m.set('States.A.ErrorPath', '$.error');
    },
  },
  {
    rule: 'field-type',
    change: 'Cause is an object',
    twin: one({ Type: 'Fail', Cause: 'late' }),
    mutate: (m) => {
      m.set('States.A.Cause', {});
    },
  },
  {
    rule: 'template-path',
    change: 'CausePath is no path',
    twin: one({ Type: 'Fail', CausePath: "States.Format('{}', $.n)" }),
    mutate: (m) => {
      m.set('States.A.CausePath', 'n');
    },
  },
];
