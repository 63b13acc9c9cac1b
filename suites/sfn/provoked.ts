import type { Capability, CaseContext, OperationName } from '../../harness/index.js';
import { echo, waitFor } from '../definitions.js';
import { openMapRun } from './answers-newer.js';
import { deletingMachine } from './deleting.js';
import { recipes } from './requests.js';

type Request = Record<string, unknown>;

/** A request that must be refused with an error, and how it is told from one that must be accepted. */
export interface Provocation {
  readonly operation: OperationName;
  readonly error: string;
  /** Other errors that say as much of the same request, where no reference tells which of them is due. */
  readonly others?: readonly string[];
  /** The statement that such a request is refused at all, for the constraint of this member. The error tells only how. */
  readonly constraint?: { readonly statement: string; readonly member: string };
  readonly title: string;
  readonly requires: readonly Capability[];
  /** Both requests stand on the same things. */
  make(context: CaseContext): Promise<{ readonly refused: Request; readonly accepted: Request }>;
}

/** Requests of operations on Map Runs: they take longer to make than others, so they are not among the recipes. */
const mapRunRecipes: Readonly<Record<string, (context: CaseContext) => Promise<Request>>> = {
  DescribeMapRun: async (context) => ({ mapRunArn: (await openMapRun(context)).mapRunArn }),
  ListMapRuns: async (context) => ({ executionArn: (await openMapRun(context)).executionArn }),
  UpdateMapRun: async (context) => ({ mapRunArn: (await openMapRun(context)).mapRunArn, maxConcurrency: 2 }),
};

function recipeOf(operation: OperationName) {
  const own = mapRunRecipes[operation];
  if (own !== undefined) return { requires: ['distributed-map'] as const, make: own };
  const recipe = recipes[operation];
  if (recipe === undefined) throw new Error(`There is no recipe for ${operation}.`);
  return recipe;
}

/** A provocation that is the operation's recipe with some members of it changed. */
function changed(
  operation: OperationName,
  error: string,
  title: string,
  change: (request: Request, context: CaseContext) => Request,
  requires: readonly Capability[] = [],
): Provocation {
  const recipe = recipeOf(operation);
  return {
    operation,
    error,
    title,
    requires: [...new Set([...(recipe.requires ?? []), ...requires])],
    make: async (context) => {
      const accepted = await recipe.make(context);
      return { refused: change(accepted, context), accepted };
    },
  };
}

/** The member of each operation that names what it is about. */
const subjects = {
  DeleteStateMachineAlias: 'stateMachineAliasArn',
  DeleteStateMachineVersion: 'stateMachineVersionArn',
  DescribeMapRun: 'mapRunArn',
  DescribeStateMachineAlias: 'stateMachineAliasArn',
  DescribeStateMachineForExecution: 'executionArn',
  ListMapRuns: 'executionArn',
  ListStateMachineAliases: 'stateMachineArn',
  ListStateMachineVersions: 'stateMachineArn',
  ListTagsForResource: 'resourceArn',
  PublishStateMachineVersion: 'stateMachineArn',
  RedriveExecution: 'executionArn',
  StartSyncExecution: 'stateMachineArn',
  TagResource: 'resourceArn',
  TestState: 'roleArn',
  UntagResource: 'resourceArn',
  UpdateMapRun: 'mapRunArn',
  UpdateStateMachine: 'stateMachineArn',
  UpdateStateMachineAlias: 'stateMachineAliasArn',
} as const;
type Subject = keyof typeof subjects;

const subjectOf = Object.entries(subjects) as [Subject, string][];

/** The same operation on something that is not there. */
const missing = (operation: Subject, error: string) =>
  changed(operation, error, 'a name that nothing has', (request) => ({
    ...request,
    [subjects[operation]]: `${String(request[subjects[operation]])}-gone`,
  }));

const routes = (request: Request, change: (arn: string) => string) => ({
  ...request,
  routingConfiguration: (request.routingConfiguration as { stateMachineVersionArn: string }[]).map((route) => ({
    ...route,
    stateMachineVersionArn: change(route.stateMachineVersionArn),
  })),
});

/** AWS was recorded to refuse the ARN of a machine in a route with this, and says that routes must hold versions. */
const NO_VERSION = ['ValidationException'];

const manyTags = Array.from({ length: 51 }, (_, index) => ({ key: `k${index}`, value: 'v' }));
const keyless = { encryptionConfiguration: { type: 'CUSTOMER_MANAGED_KMS_KEY' } };
const nowhere = { loggingConfiguration: { level: 'ALL', includeExecutionData: true } };

const withExtra = (operation: OperationName, error: string, title: string, extra: Request) =>
  changed(operation, error, title, (request) => ({ ...request, ...extra }));

/** Asked of a machine that was deleted while an execution of it was open, beside one that was not. */
function whileDeleting(
  operation: OperationName,
  requires: readonly Capability[],
  requestFor: (arn: string) => Request,
): Provocation {
  return {
    operation,
    error: 'StateMachineDeleting',
    title: 'a machine that is being deleted',
    requires,
    make: async (context) => {
      const doomed = await deletingMachine(context);
      const other = await context.machines.create(waitFor(60));
      await context.executions.start(other);
      return { refused: requestFor(doomed.arn), accepted: requestFor(other.arn) };
    },
  };
}

const ofMachine =
  (more: Request = {}) =>
  (stateMachineArn: string) => ({ stateMachineArn, ...more });

/** Operations that declare ValidationException and need one member alone: without anything, they lack that. */
const needy = {
  DeleteStateMachine: 'stateMachineArn',
  DeleteStateMachineAlias: 'stateMachineAliasArn',
  DeleteStateMachineVersion: 'stateMachineVersionArn',
  DescribeStateMachineAlias: 'stateMachineAliasArn',
  ListStateMachineVersions: 'stateMachineArn',
  PublishStateMachineVersion: 'stateMachineArn',
  RedriveExecution: 'executionArn',
  StartExecution: 'stateMachineArn',
  StopExecution: 'executionArn',
  TestState: 'definition',
  UpdateMapRun: 'mapRunArn',
  UpdateStateMachineAlias: 'stateMachineAliasArn',
  ValidateStateMachineDefinition: 'definition',
} as const;

/** @param constraint what of the member is broken: `required`, `max` */
const invalid = (provocation: Provocation, member: string, constraint: string): Provocation => ({
  ...provocation,
  constraint: { statement: `sfn:${provocation.operation}/request/${member}/${constraint}`, member },
});

export const provocations: readonly Provocation[] = [
  ...subjectOf.map(([operation, member]) =>
    changed(operation, 'InvalidArn', 'a text that is no ARN', (request) => ({ ...request, [member]: 'no ARN at all' })),
  ),
  {
    ...changed('CreateStateMachineAlias', 'InvalidArn', 'a text that is no ARN', (request) =>
      routes(request, () => 'no ARN at all'),
    ),
    others: NO_VERSION,
  },
  missing('DescribeStateMachineForExecution', 'ExecutionDoesNotExist'),
  missing('ListMapRuns', 'ExecutionDoesNotExist'),
  missing('PublishStateMachineVersion', 'StateMachineDoesNotExist'),
  missing('ListStateMachineAliases', 'StateMachineDoesNotExist'),
  missing('StartSyncExecution', 'StateMachineDoesNotExist'),
  missing('DeleteStateMachineAlias', 'ResourceNotFound'),
  missing('UpdateStateMachineAlias', 'ResourceNotFound'),
  missing('DescribeMapRun', 'ResourceNotFound'),
  missing('UpdateMapRun', 'ResourceNotFound'),
  {
    ...changed('CreateStateMachineAlias', 'ResourceNotFound', 'a version that is not there', (request) =>
      routes(request, (arn) => `${arn}9`),
    ),
    others: NO_VERSION,
  },
  {
    operation: 'ListExecutions',
    error: 'ResourceNotFound',
    title: 'a Map Run that is not there',
    requires: ['distributed-map'],
    make: async (context) => {
      const { mapRunArn } = await openMapRun(context);
      return { refused: { mapRunArn: `${mapRunArn}-gone` }, accepted: { mapRunArn } };
    },
  },
  ...(['ListMapRuns', 'ListStateMachineAliases', 'ListStateMachineVersions'] as const).map((operation) =>
    withExtra(operation, 'InvalidToken', 'a page token that nobody gave', { nextToken: 'forged' }),
  ),
  ...(Object.entries(needy) as [keyof typeof needy, string][]).map(([operation, member]) =>
    invalid(
      changed(operation, 'ValidationException', 'nothing at all', () => ({})),
      member,
      'required',
    ),
  ),
  // An update of nothing has an error of its own.
  invalid(
    changed(
      'UpdateStateMachine',
      'ValidationException',
      'an update of no machine',
      ({ stateMachineArn: _, ...update }) => update,
    ),
    'stateMachineArn',
    'required',
  ),
  invalid(
    withExtra('ListExecutions', 'ValidationException', 'a page of 1001', { maxResults: 1001 }),
    'maxResults',
    'max',
  ),
  withExtra('CreateStateMachineAlias', 'ValidationException', 'a route to nowhere', { routingConfiguration: [] }),
  withExtra('StartSyncExecution', 'InvalidName', 'a name with a blank in it', { name: 'a b' }),
  changed('UpdateStateMachine', 'MissingRequiredParameter', 'a machine and nothing else', ({ stateMachineArn }) => ({
    stateMachineArn,
  })),
  changed('CreateActivity', 'TooManyTags', '51 tags', (request) => ({ ...request, tags: manyTags }), ['tags']),
  changed('CreateStateMachine', 'TooManyTags', '51 tags', (request) => ({ ...request, tags: manyTags }), ['tags']),
  changed('TagResource', 'TooManyTags', '51 tags', (request) => ({ ...request, tags: manyTags })),
  ...(['CreateActivity', 'CreateStateMachine', 'UpdateStateMachine'] as const).map((operation) =>
    withExtra(operation, 'InvalidEncryptionConfiguration', 'a key of its own, and none named', keyless),
  ),
  ...(['CreateStateMachine', 'UpdateStateMachine'] as const).map((operation) =>
    withExtra(operation, 'InvalidLoggingConfiguration', 'logs that go nowhere', nowhere),
  ),
  {
    operation: 'CreateActivity',
    error: 'ActivityAlreadyExists',
    // There is no such key, and nothing tells which of the two is looked at first.
    others: ['KmsAccessDeniedException', 'InvalidEncryptionConfiguration'],
    title: 'a name that has another key',
    requires: ['activities'],
    make: async ({ activities, target }) => {
      const { name } = await activities.create();
      const kmsKeyId = `arn:aws:kms:${target.region}:${target.accountId}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
      const encryptionConfiguration = { type: 'CUSTOMER_MANAGED_KMS_KEY', kmsKeyId };
      return { refused: { name, encryptionConfiguration }, accepted: { name } };
    },
  },
  {
    operation: 'CreateStateMachine',
    error: 'StateMachineDeleting',
    title: 'the name of a machine that is being deleted',
    requires: [],
    make: async (context) => {
      const { machines } = context;
      const doomed = await deletingMachine(context);
      const request = { definition: doomed.definition, roleArn: machines.roleArn };
      return { refused: { ...request, name: doomed.name }, accepted: { ...request, name: machines.freshName() } };
    },
  },
  whileDeleting('StartExecution', [], ofMachine()),
  whileDeleting('UpdateStateMachine', ['update-machine'], ofMachine({ definition: JSON.stringify(echo()) })),
  whileDeleting('PublishStateMachineVersion', ['versions'], ofMachine()),
];
