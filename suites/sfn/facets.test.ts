import { type Capability, type CaseContext, describe, expect, type OperationName, test } from '../../harness/index.js';
import { loadStatements } from '../../specs/statements.js';
import { acceptsTwin, prepared, refusesTheEmpty } from '../precondition.js';
import { openMapRun } from './answers-newer.js';
import { constraintErrors, typeErrors } from './refusals.js';
import { recipes } from './requests.js';

/**
 * The constraints of members that constraints.test.ts can't make by rule: of structures, lists and their elements, of patterns,
 * of Map Runs, and of texts that may be empty. What breaks one is refused, beside a request that is accepted.
 */

type Request = Record<string, unknown>;

interface Trial {
  readonly operation: OperationName;
  /** Of the statement: `request/tags/type`, or of a data type: `MockInput/result/type`. */
  readonly about: string;
  /** Laid over the request, which is refused then. Absent: nothing is refused, it is about what is accepted. */
  readonly broken?: Request | undefined;
  /** Laid over the request that is accepted. */
  readonly kept?: Request;
  readonly requires?: readonly Capability[];
  readonly make?: (context: CaseContext) => Promise<Request>;
}

const EDITIONS = ['2017-03-30', 'current'] as const;
const wrong = 'not an object';
const tag = { key: 'team', value: 'blue' };

const ofMapRun = async (context: CaseContext) => ({ mapRunArn: (await openMapRun(context)).mapRunArn });
const tuned = async (context: CaseContext) => ({ ...(await ofMapRun(context)), maxConcurrency: 2 });
const ofParent = async (context: CaseContext) => ({ executionArn: (await openMapRun(context)).executionArn });

function* mapRunTrials(): Generator<Trial> {
  const requires = ['distributed-map'] as const;
  const subjects = [
    ['DescribeMapRun', 'mapRunArn', ofMapRun],
    ['UpdateMapRun', 'mapRunArn', tuned],
    ['ListMapRuns', 'executionArn', ofParent],
  ] as const;
  for (const [operation, member, make] of subjects) {
    const trial = (facet: string, value: unknown): Trial => ({
      operation,
      about: `request/${member}/${facet}`,
      broken: { [member]: value },
      requires,
      make,
    });
    yield trial('required', undefined);
    yield trial('type', { not: 'a text' });
    yield trial('min-length', '');
    yield trial('max-length', `arn:aws:states:us-east-1:123456789012:mapRun:${'a'.repeat(2000)}`);
  }
  const listing = (about: string, broken: Request, kept: Request = {}): Trial => ({
    operation: 'ListMapRuns',
    about: `request/${about}`,
    broken,
    kept,
    requires,
    make: ofParent,
  });
  yield listing('maxResults/type', { maxResults: { not: 'a number' } });
  yield listing('maxResults/min', { maxResults: -1 }, { maxResults: 0 });
  yield listing('maxResults/max', { maxResults: 1001 }, { maxResults: 1000 });
  yield listing('nextToken/type', { nextToken: { not: 'a text' } });
  yield listing('nextToken/min-length', { nextToken: '' });
  yield listing('nextToken/max-length', { nextToken: 'a'.repeat(1025) });
  for (const member of ['maxConcurrency', 'toleratedFailureCount', 'toleratedFailurePercentage']) {
    const limit = (facet: string, value: unknown, kept: number): Trial => ({
      operation: 'UpdateMapRun',
      about: `request/${member}/${facet}`,
      broken: { [member]: value },
      kept: { [member]: kept },
      requires,
      make: ofMapRun,
    });
    yield limit('type', { not: 'a number' }, 1);
    yield limit('min', -1, 0);
    if (member === 'toleratedFailurePercentage') yield limit('max', 101, 100);
  }
}

const versionArn = (version: number) => `arn:aws:states:us-east-1:123456789012:stateMachine:routed:${version}`;

const routing = (operation: OperationName): Trial[] =>
  (
    [
      ['type', wrong],
      ['items/type', [wrong]],
      ['min-items', []],
      [
        'max-items',
        [1, 2, 3].map((version) => ({ stateMachineVersionArn: versionArn(version), weight: version * 10 })),
      ],
    ] as const
  ).map(([facet, routingConfiguration]) => ({
    operation,
    about: `request/routingConfiguration/${facet}`,
    broken: { routingConfiguration },
  }));

const empties = (operation: OperationName): Trial[] =>
  ['error', 'cause'].map((member) => ({ operation, about: `request/${member}/min-length`, kept: { [member]: '' } }));

const configurations: Trial[] = (['CreateStateMachine', 'UpdateStateMachine'] as const).flatMap((operation) =>
  ['encryptionConfiguration', 'loggingConfiguration', 'tracingConfiguration'].map((member) => ({
    operation,
    about: `request/${member}/type`,
    broken: { [member]: wrong },
  })),
);

const traced: Trial[] = (['StartExecution', 'StartSyncExecution'] as const).flatMap((operation) => [
  { operation, about: 'request/traceHeader/min-length', kept: { traceHeader: '' } },
  {
    operation,
    about: 'request/traceHeader/pattern',
    broken: { traceHeader: 'Root=\u{1F600}' },
    kept: { traceHeader: 'Root=1-5759e988-bd862e3fe1be46a994272793' },
  },
]);

/** A result that keeps to the shape of the answer of Lambda's Invoke: mocks are checked against that unless told otherwise. */
const RESULT = '{"StatusCode":200}';
const state = {
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Parameters: { FunctionName: 'f' },
  End: true,
};
const tested = (about: string, member: 'mock' | 'stateConfiguration', broken: unknown, kept: unknown): Trial => ({
  operation: 'TestState',
  about,
  broken: { [member]: broken },
  kept: { [member]: kept },
  make: async ({ machines }) => ({
    definition: JSON.stringify(state),
    roleArn: machines.roleArn,
    mock: { result: RESULT },
  }),
});

const mock = (about: string, broken: object, kept: object) => tested(`MockInput/${about}`, 'mock', broken, kept);
const mockError = (about: string, broken: object, kept: object) =>
  tested(`MockErrorOutput/${about}`, 'mock', { errorOutput: broken }, { errorOutput: kept });
const configured = (about: string, broken: object, kept: object) =>
  tested(`TestStateConfiguration/${about}`, 'stateConfiguration', broken, kept);

const emptyMock = (member: string): Trial => ({
  ...mockError(`${member}/min-length`, {}, { error: 'Broken', cause: 'on purpose', [member]: '' }),
  broken: undefined,
});

const right = { error: 'Broken', cause: 'on purpose' };
const number = { not: 'a number' };
const text = { not: 'a text' };

const stateTrials: Trial[] = [
  tested('request/mock/type', 'mock', wrong, { result: RESULT }),
  tested('request/stateConfiguration/type', 'stateConfiguration', wrong, { retrierRetryCount: 0 }),
  mock('result/type', { result: text }, { result: RESULT }),
  mock('errorOutput/type', { errorOutput: wrong }, { errorOutput: right }),
  mock(
    'fieldValidationMode/type',
    { result: RESULT, fieldValidationMode: text },
    { result: RESULT, fieldValidationMode: 'NONE' },
  ),
  mock(
    'fieldValidationMode/enum',
    { result: RESULT, fieldValidationMode: 'SOME' },
    { result: RESULT, fieldValidationMode: 'NONE' },
  ),
  mock('result/max-length', { result: `"${'a'.repeat(262_143)}"` }, { result: RESULT }),
  mockError('error/type', { ...right, error: text }, right),
  mockError('error/max-length', { ...right, error: 'e'.repeat(257) }, { ...right, error: 'e'.repeat(256) }),
  mockError('cause/type', { ...right, cause: text }, right),
  mockError('cause/max-length', { ...right, cause: 'c'.repeat(32_769) }, { ...right, cause: 'c'.repeat(32_768) }),
  emptyMock('error'),
  emptyMock('cause'),
  configured('retrierRetryCount/type', { retrierRetryCount: number }, { retrierRetryCount: 0 }),
  configured('retrierRetryCount/min', { retrierRetryCount: -1 }, { retrierRetryCount: 0 }),
  configured('mapIterationFailureCount/type', { mapIterationFailureCount: number }, { retrierRetryCount: 0 }),
  configured('mapIterationFailureCount/min', { mapIterationFailureCount: -1 }, { retrierRetryCount: 0 }),
  configured('errorCausedByState/type', { errorCausedByState: text }, { retrierRetryCount: 0 }),
  configured('errorCausedByState/min-length', { errorCausedByState: '' }, { retrierRetryCount: 0 }),
  configured('errorCausedByState/max-length', { errorCausedByState: 's'.repeat(81) }, { retrierRetryCount: 0 }),
  configured('mapItemReaderData/type', { mapItemReaderData: text }, { retrierRetryCount: 0 }),
  configured('mapItemReaderData/max-length', { mapItemReaderData: 'd'.repeat(262_145) }, { retrierRetryCount: 0 }),
];

const trials: readonly Trial[] = [
  {
    operation: 'CreateActivity',
    about: 'request/encryptionConfiguration/type',
    broken: { encryptionConfiguration: wrong },
  },
  {
    operation: 'CreateActivity',
    about: 'request/tags/type',
    broken: { tags: wrong },
    kept: { tags: [tag] },
    requires: ['tags'],
  },
  ...(['CreateActivity', 'CreateStateMachine'] as const).map(
    (operation): Trial => ({
      operation,
      about: 'request/tags/items/type',
      broken: { tags: [wrong] },
      kept: { tags: [tag] },
      requires: ['tags'],
    }),
  ),
  ...configurations,
  ...routing('CreateStateMachineAlias'),
  ...routing('UpdateStateMachineAlias'),
  {
    operation: 'CreateStateMachineAlias',
    about: 'request/name/pattern',
    broken: { name: 'a b' },
    kept: { name: 'a-b_c.d' },
  },
  {
    operation: 'RedriveExecution',
    about: 'request/clientToken/pattern',
    broken: { clientToken: '\u{1F600}' },
    kept: { clientToken: 'once' },
  },
  ...empties('SendTaskFailure'),
  ...empties('StopExecution'),
  ...traced,
  { operation: 'TagResource', about: 'request/tags/type', broken: { tags: wrong } },
  { operation: 'TagResource', about: 'request/tags/items/type', broken: { tags: [wrong] } },
  { operation: 'UntagResource', about: 'request/tagKeys/type', broken: { tagKeys: wrong } },
  { operation: 'UntagResource', about: 'request/tagKeys/items/type', broken: { tagKeys: [{ not: 'a text' }] } },
  { operation: 'UntagResource', about: 'request/tagKeys/items/min-length', broken: { tagKeys: [''] } },
  {
    operation: 'UntagResource',
    about: 'request/tagKeys/items/max-length',
    broken: { tagKeys: ['k'.repeat(129)] },
    kept: { tagKeys: ['k'.repeat(128)] },
  },
  ...mapRunTrials(),
  {
    operation: 'UpdateMapRun',
    about: 'response/empty',
    kept: { maxConcurrency: 3 },
    requires: ['distributed-map'],
    make: ofMapRun,
  },
  ...stateTrials,
];

/** The request with members laid over it; those that are `undefined` are left out. */
const over = (request: Request, more: Request = {}): Request =>
  Object.fromEntries(Object.entries({ ...request, ...more }).filter(([, value]) => value !== undefined));

const errorsOf = (about: string, member: string): string[] =>
  about.endsWith('/type') ? typeErrors(member) : [...constraintErrors(member), 'InvalidName'];

for (const { operation, about, broken, kept, requires = [], make } of trials) {
  const recipe = recipes[operation];
  const ofOperation = /^(request|response)\//.test(about);
  const statement = ofOperation ? `sfn:${operation}/${about}` : `sfn:${about}`;
  const editions = EDITIONS.filter((edition) => loadStatements('sfn', edition).has(statement));
  if (editions.length === 0) throw new Error(`${statement} is no statement of any edition.`);
  const needs = [...new Set([...(recipe?.requires ?? []), ...requires])];
  const makeRequest = make ?? recipe?.make;
  if (makeRequest === undefined) throw new Error(`There is no recipe for ${operation}.`);
  describe(operation, () => {
    test(`${about.replace(/^request\//, '').replaceAll('/', ' ')}`, {
      cites: [statement],
      ...(needs.length > 0 && { requires: needs }),
      ...(editions.length < EDITIONS.length && { editions }),
    }, async (context) => {
      const { sfn } = context;
      const make = () => prepared(() => makeRequest(context));
      const accepted = await sfn.call(operation, over(await make(), kept));
      if (accepted.error !== undefined) {
        acceptsTwin(kept === undefined ? accepted : await sfn.call(operation, await make()));
      }
      expect(accepted).toSucceed();
      if (broken === undefined) {
        refusesTheEmpty(await sfn.call(operation, {}));
        return;
      }
      const [member = ''] = Object.keys(broken);
      expect(await sfn.call(operation, over(await make(), broken))).toFailWith(errorsOf(about, member));
    });
  });
}
