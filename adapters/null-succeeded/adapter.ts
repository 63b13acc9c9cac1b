import { answerJson, nullTarget } from '../null-target.js';

const PREFIX = 'arn:aws:states:us-east-1:123456789012';
const DATE = 1_500_000_000;

/** One body for every operation: it has what each of them is asked for, and says that all went well. */
const ANSWER = {
  stateMachineArn: `${PREFIX}:stateMachine:null`,
  activityArn: `${PREFIX}:activity:null`,
  executionArn: `${PREFIX}:execution:null:null`,
  name: 'null',
  status: 'SUCCEEDED',
  definition: '{"StartAt":"A","States":{"A":{"Type":"Succeed"}}}',
  roleArn: 'arn:aws:iam::123456789012:role/null',
  type: 'STANDARD',
  input: '{}',
  output: '{}',
  creationDate: DATE,
  startDate: DATE,
  stopDate: DATE,
  updateDate: DATE,
  stateMachines: [],
  executions: [],
  activities: [],
  taskToken: 'null',
  revisionId: 'null',
  stateMachineVersionArn: `${PREFIX}:stateMachine:null:1`,
  stateMachineAliasArn: `${PREFIX}:stateMachine:null:null`,
  stateMachineVersions: [],
  stateMachineAliases: [],
  mapRuns: [],
  tags: [],
  result: 'OK',
  diagnostics: [],
  redriveDate: DATE,
  events: [
    {
      id: 1,
      previousEventId: 0,
      timestamp: DATE,
      type: 'ExecutionStarted',
      executionStartedEventDetails: { input: '{}', roleArn: 'arn:aws:iam::123456789012:role/null' },
    },
    {
      id: 2,
      previousEventId: 0,
      timestamp: DATE,
      type: 'SucceedStateEntered',
      stateEnteredEventDetails: { name: 'A', input: '{}' },
    },
    {
      id: 3,
      previousEventId: 2,
      timestamp: DATE,
      type: 'SucceedStateExited',
      stateExitedEventDetails: { name: 'A', output: '{}' },
    },
    {
      id: 4,
      previousEventId: 3,
      timestamp: DATE,
      type: 'ExecutionSucceeded',
      executionSucceededEventDetails: { output: '{}' },
    },
  ],
};

export const adapter = nullTarget('null-succeeded', 'says that everything has succeeded', (_request, response) => {
  answerJson(response, 200, ANSWER);
});
