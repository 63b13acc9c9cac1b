import type { Json, JsonObject } from '../../asl/doc.js';
import type { Execution } from '../../execution/index.js';
import { ServiceError } from '../error.js';
import type { Output } from '../response.js';
import { TaskError } from './integration.js';
import { spelledSeconds, statesMetadata } from './sdk-metadata.js';

/** Calls an operation of the engine as a client would. */
export type Caller = (operation: string, input: JsonObject) => Output | Promise<Output>;

/**
 * `aws-sdk:sfn:<action>`: any operation, with the names of AWS's SDK for Java: members in PascalCase, dates as text, errors as
 * `Sfn.<Name>Exception` (recorded: services/test_aws_sdk_task_service).
 */
export async function callSdk(call: Caller, action: string, parameters: Json, requestId: string): Promise<Json> {
  try {
    const output = await call(capitalised(action), sdkRequest(parameters));
    return sdkValue(output as JsonObject);
  } catch (thrown) {
    if (!(thrown instanceof ServiceError)) throw thrown;
    const cause = `${thrown.message} (Service: Sfn, Status Code: ${thrown.status}, Request ID: ${requestId}) (SDK Attempt Count: 1)`;
    throw new TaskError(`Sfn.${exceptionName(thrown.name)}`, cause);
  }
}

/** StartExecution as `states:startExecution` calls it. The child's input is a JSON text, or any other JSON value. */
export async function startChild(call: Caller, parameters: Json): Promise<{ executionArn: string; startDate: number }> {
  const { Input: input, StateMachineArn, Name, TraceHeader } = objectOf(parameters);
  const text =
    input === undefined || input === null ? undefined : typeof input === 'string' ? input : JSON.stringify(input);
  const output = await call('StartExecution', {
    stateMachineArn: StateMachineArn ?? null,
    name: Name ?? null,
    input: text ?? null,
    traceHeader: TraceHeader ?? null,
  });
  return output as unknown as { executionArn: string; startDate: number };
}

/** How an optimised integration reports an error of Step Functions. */
export function startFailure(thrown: unknown, requestId: string): TaskError {
  if (!(thrown instanceof ServiceError)) throw thrown;
  const { name, status, message } = thrown;
  const cause = `${message} (Service: AWSStepFunctions; Status Code: ${status}; Error Code: ${name}; Request ID: ${requestId}; Proxy: null)`;
  return new TaskError(`StepFunctions.${exceptionName(name)}`, cause);
}

/** What `states:startExecution` returns, or submits when it waits. */
export function startedOutput(
  started: { executionArn: string; startDate: number },
  requestId: string,
  now: number,
): Json {
  const { executionArn, startDate } = started;
  const length = `{"executionArn":"${executionArn}","startDate":${spelledSeconds(startDate * 1000)}}`.length;
  return { ExecutionArn: executionArn, ...statesMetadata(length, requestId, now), StartDate: startDate };
}

/**
 * The description of a child that `.sync` waited for: DescribeExecution in PascalCase, dates in milliseconds. With `.sync:2`
 * input and output are values, not texts (recorded: local_mocking/test_base_callbacks, callback/test_callback).
 */
export function childDescription(description: Output, child: Execution, parsed: boolean): JsonObject {
  const members: JsonObject = {};
  for (const [name, value] of Object.entries(description)) {
    if (value !== undefined) members[capitalised(name)] = value as Json;
  }
  members.StartDate = child.startDate;
  if (child.stopDate !== undefined) members.StopDate = child.stopDate;
  for (const details of ['InputDetails', 'OutputDetails']) {
    if (details in members) members[details] = { Included: true };
  }
  if (parsed) {
    members.Input = child.input.value;
    if (child.output !== undefined) members.Output = child.output.value;
  }
  return Object.fromEntries(Object.entries(members).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function objectOf(value: Json): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}

function exceptionName(name: string): string {
  return name.endsWith('Exception') ? name : `${name}Exception`;
}

function capitalised(name: string): string {
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}

function lowered(name: string): string {
  return `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
}

/** Members that hold JSON texts: the SDK integration writes them from any value. */
const TEXTS: ReadonlySet<string> = new Set(['input', 'output', 'definition']);

function sdkRequest(parameters: Json): JsonObject {
  const request: JsonObject = {};
  for (const [name, value] of Object.entries(objectOf(parameters))) {
    const member = lowered(name);
    request[member] =
      TEXTS.has(member) && typeof value !== 'string' && value !== null ? JSON.stringify(value) : sdkMember(value);
  }
  return request;
}

function sdkMember(value: Json): Json {
  if (Array.isArray(value)) return value.map(sdkMember);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [lowered(name), sdkMember(member)]));
}

/** Members whose numbers are dates. */
const DATE = /(?:Date|^timestamp)$/;

function sdkValue(value: Json, name = ''): Json {
  if (Array.isArray(value)) return value.map((item) => sdkValue(item, name));
  if (typeof value === 'number' && DATE.test(name)) return new Date(value * 1000).toISOString();
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(members.map(([member, content]) => [capitalised(member), sdkValue(content, member)]));
}
