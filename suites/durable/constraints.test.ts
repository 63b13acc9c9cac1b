import { DURABLE_EDITION } from '../../harness/durable/operations.js';
import { type CaseContext, describe, expect, type LambdaOperation, test } from '../../harness/index.js';
import { loadSpec } from '../../specs/load.js';
import { prepared } from '../precondition.js';
import { type Making, type Trial, trialsOf, withMember } from './trials.js';
import { callback } from './updates.js';

/**
 * The constraints that the model states for members of requests, one case each: what breaks the constraint is refused, beside a
 * request that is accepted and differs in nothing else.
 */

type Request = Readonly<Record<string, unknown>>;

const executionArn = (length: number): string => {
  const start = 'arn:aws:lambda:us-east-1:123456789012:function:fn:1/durable-execution/name/';
  return start + 'a'.repeat(Math.max(length - start.length, 0));
};

/** Half-right ARNs: each lacks one thing, or has one too much. */
const ARN_MISFITS: Readonly<Record<string, string>> = {
  'without a version': 'arn:aws:lambda:us-east-1:123456789012:function:fn/durable-execution/name/id',
  'with an alias for a version': 'arn:aws:lambda:us-east-1:123456789012:function:fn:live/durable-execution/name/id',
  'without an execution': 'arn:aws:lambda:us-east-1:123456789012:function:fn:1',
  'without the second id': 'arn:aws:lambda:us-east-1:123456789012:function:fn:1/durable-execution/name',
  'of another service': 'arn:aws:states:us-east-1:123456789012:function:fn:1/durable-execution/name/id',
  'with a short account id': 'arn:aws:lambda:us-east-1:12345:function:fn:1/durable-execution/name/id',
  'with a dot in the function name': 'arn:aws:lambda:us-east-1:123456789012:function:f.n:1/durable-execution/name/id',
  'with something after it': 'arn:aws:lambda:us-east-1:123456789012:function:fn:1/durable-execution/name/id/more',
};

const base64 = (length: number): string => 'A'.repeat(length);

/** No client of AWS sends an empty header: it says the same as none. */
const IN_A_HEADER = { without: ['min-length'] } as const;

const MAKINGS: Readonly<Record<string, Making>> = {
  DurableExecutionArn: { text: executionArn, misfits: ARN_MISFITS, edges: false, without: ['required', 'min-length'] },
  // A token that is well formed and means nothing is refused, too: no edge can be seen to be accepted.
  CheckpointToken: { text: base64, misfits: { 'with a blank in it': 'not a token' }, edges: false },
  CallbackId: {
    text: base64,
    misfits: { 'with a star in it': 'no*callback' },
    edges: false,
    without: ['required', 'min-length'],
  },
  ClientToken: { misfits: { 'with a blank in it': 'a b' } },
  DurableExecutionName: { misfits: { 'with a dot in it': 'a.b' } },
  'Invoke/DurableExecutionName': { misfits: { 'with a dot in it': 'a.b' }, ...IN_A_HEADER },
  'Invoke/TenantId': { edges: false, ...IN_A_HEADER },
  // Its shape begins at 0, and its description at 1.
  'ListDurableExecutionsByFunction/MaxItems': { edges: false },
  FunctionName: { misfits: { 'with a blank in it': 'a b' }, edges: false, without: ['required', 'min-length'] },
  Qualifier: { misfits: { 'with a blank in it': 'a b' }, edges: false },
};

/** How a request is made that must be accepted. Each call makes all that it stands on. */
const recipes: Readonly<Partial<Record<LambdaOperation, (context: CaseContext) => Promise<Request>>>> = {
  CheckpointDurableExecution: async ({ durable }) => {
    const { arn, invocation } = await durable.begin();
    return { DurableExecutionArn: arn, CheckpointToken: invocation.token };
  },
  GetDurableExecution: async ({ durable }) => ({ DurableExecutionArn: (await durable.begin()).arn }),
  GetDurableExecutionHistory: async ({ durable }) => ({ DurableExecutionArn: (await durable.begin()).arn }),
  GetDurableExecutionState: async ({ durable }) => {
    const { arn, invocation } = await durable.begin();
    return { DurableExecutionArn: arn, CheckpointToken: invocation.token };
  },
  ListDurableExecutionsByFunction: async ({ functions }) => ({
    FunctionName: (await functions.durable()).name,
    Qualifier: '$LATEST',
  }),
  SendDurableExecutionCallbackSuccess: openCallback,
  SendDurableExecutionCallbackFailure: openCallback,
  SendDurableExecutionCallbackHeartbeat: openCallback,
  StopDurableExecution: async ({ durable }) => ({ DurableExecutionArn: (await durable.begin()).arn }),
  Invoke: async ({ functions }) => ({
    FunctionName: (await functions.durable()).name,
    Qualifier: '$LATEST',
    InvocationType: 'Event',
    Payload: '{}',
  }),
};

async function openCallback({ durable }: CaseContext): Promise<Request> {
  const { invocation } = await durable.begin();
  const told = await invocation.update(callback('c'));
  return { CallbackId: told.find(({ Id }) => Id === 'c')?.CallbackDetails?.CallbackId };
}

async function tryOut(operation: LambdaOperation, trial: Trial, context: CaseContext): Promise<void> {
  const { lambda } = context;
  const make = () => prepared(() => recipes[operation]!(context));
  const request = await make();
  for (const broken of trial.broken) {
    expect(await lambda.call(operation, withMember(request, trial.member, broken))).toFailWith(trial.errors);
  }
  const twin = trial.kept === undefined ? request : withMember(await make(), trial.member, trial.kept.value);
  expect(await lambda.call(operation, twin)).toSucceed();
}

const makingOf = (operation: LambdaOperation, member: string): Making =>
  MAKINGS[`${operation}/${member}`] ?? MAKINGS[member] ?? {};

for (const name of Object.keys(recipes)) {
  const operation = name as LambdaOperation;
  const { members } = loadSpec('durable', DURABLE_EDITION).operations[operation]!.request;
  describe(operation, () => {
    for (const [member, shape] of Object.entries(members)) {
      for (const trial of trialsOf(`${operation}/request`, member, shape, makingOf(operation, member))) {
        test(`${member} ${trial.title}`, { cites: [trial.statement], requires: ['durable'] }, (context) =>
          tryOut(operation, trial, context),
        );
      }
    }
  });
}

describe('ListDurableExecutionsByFunction', () => {
  const ALL = ['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'STOPPED'];
  const list = 'durable:ListDurableExecutionsByFunction/request/Statuses';
  const lists = [
    ['Statuses has at most 10 of them', `${list}/max-items`, [...ALL, ...ALL, 'RUNNING'], [...ALL, ...ALL]],
    ['Statuses are statuses', `${list}/items/enum`, ['RUNNING', 'SLEEPING'], ['RUNNING', 'STOPPED']],
  ] as const;
  for (const [title, statement, broken, kept] of lists) {
    test(title, { cites: [statement], requires: ['durable'] }, async ({ functions, lambda }) => {
      const request = { FunctionName: (await functions.durable()).name, Qualifier: '$LATEST' };
      const refused = await lambda.call('ListDurableExecutionsByFunction', { ...request, Statuses: broken });
      expect(refused).toFailWith(['ValidationException', 'InvalidParameterValueException']);
      expect(await lambda.call('ListDurableExecutionsByFunction', { ...request, Statuses: kept })).toSucceed();
    });
  }
});

describe('StopDurableExecution', () => {
  const wrong = { ErrorType: 7, ErrorMessage: { not: 'a text' }, ErrorData: [], StackTrace: 'not a list' };
  for (const [member, value] of Object.entries(wrong)) {
    test(`${member} has its type`, {
      cites: [`durable:StopDurableExecution/request/${member}/type`],
      requires: ['durable'],
    }, async ({ durable }) => {
      const { arn } = await durable.begin();
      expect(await durable.stop(arn, { [member]: value })).toFailWith([
        'SerializationException',
        'ValidationException',
        'InvalidParameterValueException',
        'InvalidRequestContentException',
      ]);
      expect((await durable.describe(arn)).Status).toBe('RUNNING');
      expect(await durable.stop(arn, { [member]: member === 'StackTrace' ? ['a'] : 'a' })).toSucceed();
    });
  }
});

describe('SendDurableExecutionCallbackSuccess', () => {
  test('Result has at most 262144 bytes', {
    cites: ['durable:SendDurableExecutionCallbackSuccess/request/Result/max-length'],
    requires: ['durable'],
  }, async (context) => {
    const { lambda } = context;
    const request = await openCallback(context);
    const refused = await lambda.call('SendDurableExecutionCallbackSuccess', {
      ...request,
      Result: 'a'.repeat(262_145),
    });
    expect(refused).toFailWith([
      'ValidationException',
      'InvalidParameterValueException',
      'RequestEntityTooLargeException',
      'RequestTooLargeException',
    ]);
    expect(
      await lambda.call('SendDurableExecutionCallbackSuccess', { ...request, Result: 'a'.repeat(262_144) }),
    ).toSucceed();
  });
});
