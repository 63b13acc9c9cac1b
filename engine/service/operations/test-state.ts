import { Doc, type Json, type JsonObject } from '../../asl/doc.js';
import { refusal as definitionRefusal, refusalOfState } from '../../asl/index.js';
import { testState as run, TestStateError, type TestStateRequest } from '../../execution/index.js';
import { requireRole } from '../configuration.js';
import { invalid, refusal, ServiceError } from '../error.js';
import { jsonFault } from '../json-fault.js';
import { type Call, operation } from '../operation.js';
import { requireContext } from '../test-state/context.js';

interface Request {
  readonly definition: string;
  readonly roleArn?: string;
  readonly input?: string;
  readonly inspectionLevel?: TestStateRequest['inspectionLevel'];
  readonly revealSecrets?: boolean;
  readonly variables?: string;
  readonly stateName?: string;
  readonly context?: string;
  readonly mock?: {
    readonly result?: string;
    readonly errorOutput?: { readonly error?: string; readonly cause?: string };
    readonly fieldValidationMode?: 'STRICT' | 'PRESENT' | 'NONE';
  };
  readonly stateConfiguration?: NonNullable<TestStateRequest['stateConfiguration']>;
}

export const testState = operation<Request>(async (request, call) => {
  const { roleArn, stateName, mock, revealSecrets = false, inspectionLevel = 'INFO', stateConfiguration } = request;
  if (roleArn !== undefined) requireRole(roleArn);
  requireDefinition(request, call);
  if (mock !== undefined && revealSecrets) {
    throw invalid('TestState does not support RevealSecrets when a mock is specified.');
  }
  const context = request.context === undefined ? undefined : requireContext(request.context);
  const parsed: TestStateRequest = {
    definition: JSON.parse(request.definition) as JsonObject,
    input: readInput(request.input ?? '{}'),
    inspectionLevel,
    revealSecrets,
    scope: call.account.scope,
    ...(stateName === undefined ? {} : { stateName }),
    ...(roleArn === undefined ? {} : { roleArn }),
    ...(request.variables === undefined ? {} : { variables: readVariables(request.variables) }),
    ...(context === undefined ? {} : { context }),
    ...(mock === undefined ? {} : { mock: readMock(mock) }),
    ...(stateConfiguration === undefined ? {} : { stateConfiguration }),
  };
  try {
    return { ...(await run(parsed, call.engine.compileOptions, call.account.host)) };
  } catch (thrown) {
    if (!(thrown instanceof TestStateError)) throw thrown;
    throw thrown.name === 'ValidationException'
      ? invalid(thrown.message)
      : new ServiceError(thrown.name, thrown.message);
  }
});

function requireDefinition({ definition, stateName }: Request, { engine: { checkOptions } }: Call): void {
  const detail =
    stateName === undefined ? refusalOfState(definition, checkOptions) : definitionRefusal(definition, checkOptions);
  if (detail !== undefined) throw refusal('InvalidDefinition', detail);
}

function readInput(text: string): Doc {
  try {
    return Doc.parse(text);
  } catch {
    throw refusal('InvalidExecutionInput', jsonFault(text));
  }
}

function readVariables(text: string): JsonObject {
  const variables = parse(text, 'Variables must be valid JSON');
  if (typeof variables !== 'object' || variables === null || Array.isArray(variables)) {
    throw invalid('Variables must be a JSON object');
  }
  return variables;
}

function readMock({ result, ...mock }: NonNullable<Request['mock']>): NonNullable<TestStateRequest['mock']> {
  if (result === undefined) return mock;
  parse(result, 'Mocked result must be valid JSON');
  return { ...mock, result: Doc.parse(result) };
}

function parse(text: string, message: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw invalid(message);
  }
}
