import type { TranscriptEntry } from '../../harness/record.js';

const MACHINE = 'arn:aws:states:us-east-1:123456789012:stateMachine:m';
const EXECUTION = 'arn:aws:states:us-east-1:123456789012:execution:m:e';

export function call(operation: string, input: object, output: unknown, status = 200): TranscriptEntry {
  return {
    index: 0,
    operation,
    role: 'case',
    via: 'wire',
    startedAt: 0,
    durationMs: 1,
    request: { method: 'POST', path: '/', headers: {}, body: JSON.stringify(input) },
    response: { status, headers: {}, body: typeof output === 'string' ? output : JSON.stringify(output) },
  };
}

/** A loop, a parallel state, a map, a catcher and an end that is reached from two rows. */
export const DEFINITION = {
  StartAt: 'Prepare',
  States: {
    Prepare: { Type: 'Pass', Next: 'Both' },
    Both: {
      Type: 'Parallel',
      Branches: [
        { StartAt: 'Left', States: { Left: { Type: 'Pass', End: true } } },
        {
          StartAt: 'Right',
          States: { Right: { Type: 'Task', Resource: 'r', Next: 'After' }, After: { Type: 'Succeed' } },
        },
      ],
      Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Mend' }],
      Next: 'Enough',
    },
    Enough: {
      Type: 'Choice',
      Choices: [
        { Variable: '$.n', NumericLessThan: 3, Next: 'Prepare' },
        { Variable: '$.n', NumericEquals: 3, Next: 'Each' },
      ],
      Default: 'Done',
    },
    Each: {
      Type: 'Map',
      ItemProcessor: { StartAt: 'Item', States: { Item: { Type: 'Wait', Seconds: 1, End: true } } },
      Next: 'Done',
    },
    Mend: { Type: 'Pass', Next: 'Done' },
    Done: { Type: 'Succeed' },
    Alone: { Type: 'Fail' },
  },
};

const WALK: readonly (readonly [type: string, state?: string | undefined, previous?: number])[] = [
  ['ExecutionStarted'],
  ['PassStateEntered', 'Prepare'],
  ['PassStateExited', 'Prepare'],
  ['ParallelStateEntered', 'Both'],
  ['ParallelStateStarted'],
  ['PassStateEntered', 'Left', 5],
  ['PassStateExited', 'Left'],
  ['TaskStateEntered', 'Right', 5],
  ['TaskFailed'],
  ['ParallelStateFailed', undefined, 9],
  ['ParallelStateExited', 'Both'],
  ['PassStateEntered', 'Mend'],
  ['PassStateExited', 'Mend'],
  ['SucceedStateEntered', 'Done'],
  ['ExecutionFailed'],
];

export const EVENTS = WALK.map(([type, name, previous], at) => ({
  id: at + 1,
  previousEventId: previous ?? at,
  timestamp: 1_700_000_000 + at * 0.5,
  type,
  ...(name === undefined ? {} : { [`state${type.endsWith('Exited') ? 'Exited' : 'Entered'}EventDetails`]: { name } }),
}));

/** A machine is made, run, and its history read. */
export const TRANSCRIPT: readonly TranscriptEntry[] = [
  call('CreateStateMachine', { name: 'm', definition: JSON.stringify(DEFINITION) }, { stateMachineArn: MACHINE }),
  call(
    'CreateStateMachine',
    { name: 'o', definition: '{"StartAt":"X","States":{"X":{"Type":"Succeed"}}}' },
    { stateMachineArn: 'other' },
  ),
  call('StartExecution', { stateMachineArn: `${MACHINE}:1` }, { executionArn: EXECUTION }),
  call('GetExecutionHistory', { executionArn: 'an earlier one' }, { events: EVENTS.slice(0, 2) }),
  call('GetExecutionHistory', { executionArn: EXECUTION }, { events: EVENTS }),
];
