import { CompiledTexts } from '../../asl/compiled-texts.js';
import { Doc, type Json, type JsonObject } from '../../asl/doc.js';
import { type Language, StatesError } from '../../asl/index.js';
import type { Branch } from '../branch.js';
import { exceeds } from '../data-limit.js';
import { type CompileContext, compileFinish, compileInput, compileJsonataFinish, compileQuery } from '../dataflow.js';
import { eventCode } from '../history.js';
import type { TaskRequest } from '../host.js';
import { parseResource, requestTarget } from '../resource.js';
import { secondsFault } from '../seconds.js';
import { blocked, type State, type Step } from '../state.js';
import { TaskAttempt } from '../task-attempt.js';
import { type TaskEvents, taskEvents } from '../task-events.js';

const resources = new CompiledTexts<Language, { events: TaskEvents; target: ReturnType<typeof requestTarget> }>(
  (arn) => {
    const resource = parseResource(arn);
    return { events: taskEvents(resource), target: requestTarget(resource) };
  },
);

export function compileTask(state: State, context: CompileContext): void {
  const { definition } = state;
  const jsonata = context.queryLanguage === 'JSONata';
  const { events, target } = resources.of(definition.Resource as string, context.language.table);
  const waitsForToken = target.pattern === 'wait-for-task-token';
  const hasToken = waitsForToken || target.kind === 'activity';
  const timeout = compileSeconds(definition, 'TimeoutSeconds', 'TimeoutSecondsPath', context);
  const heartbeat = compileSeconds(definition, 'HeartbeatSeconds', 'HeartbeatSecondsPath', context);
  const credentials = compileCredentials(definition.Credentials, context);
  const input = jsonata ? compileArguments(definition, context) : compileInput(definition, context);
  const complete = jsonata
    ? compileJsonataFinish(definition, context, 'result')
    : compileFinish(definition, context, 'shown');
  state.aborted = eventCode.TaskStateAborted;
  const { observe } = context;
  const finish = (branch: Branch, output: Doc): State => {
    observe?.('result', output);
    const result = context.rules.taskResult(output);
    branch.token = undefined;
    return complete(branch, result, state.next!);
  };

  const attempt: Step = (branch) => {
    const { run } = branch;
    const token = hasToken ? run.host.taskToken() : '';
    if (waitsForToken) branch.token = token;
    const timeoutSeconds = timeout?.(branch);
    const heartbeatSeconds = heartbeat?.(branch);
    const roleArn = credentials?.(branch);
    const effective = context.rules.taskInput(input === undefined ? branch.raw : input(branch), branch.raw);
    if (effective !== branch.raw && exceeds(effective, run.program.facts.dataLimit)) throw branch.tooMuch(state.name);
    if (jsonata) observe?.('afterArguments', effective);
    branch.record(
      events.codes.scheduled,
      events.scheduledDetails({
        region: run.region,
        timeoutInSeconds: timeoutSeconds,
        heartbeatInSeconds: heartbeatSeconds,
        taskCredentials: roleArn === undefined ? undefined : { roleArn },
      }),
      effective,
    );
    const progress = new TaskAttempt(branch, events, finish, timeoutSeconds, heartbeatSeconds);
    branch.work = progress;
    const { deadline } = progress;
    const request: { -readonly [Member in keyof TaskRequest]: TaskRequest[Member] } = {
      kind: target.kind,
      resource: target.resource,
      pattern: target.pattern,
      input: effective,
      token,
      executionArn: run.arn,
      stateName: state.name,
      retryCount: branch.retryCount,
    };
    if (target.service !== undefined) request.service = target.service;
    if (target.action !== undefined) request.action = target.action;
    if (roleArn !== undefined) request.credentials = Doc.of({ RoleArn: roleArn });
    if (deadline !== undefined) request.deadline = deadline;
    progress.forget = run.host.startTask(request, progress);
    return blocked;
  };
  state.again = attempt;
  state.enter = (branch) => {
    branch.begin(state);
    return attempt(branch);
  };
}

function compileArguments({ Arguments }: JsonObject, context: CompileContext): (branch: Branch) => Doc {
  if (Arguments === undefined) return (branch) => branch.raw;
  const query = compileQuery(Arguments, 'Arguments', context);
  return (branch) => {
    branch.input = branch.raw;
    return query.evaluate(branch);
  };
}

function compileCredentials(
  template: Json | undefined,
  context: CompileContext,
): ((branch: Branch) => Json) | undefined {
  if (template === undefined) return undefined;
  const expression =
    context.queryLanguage === 'JSONata'
      ? compileQuery(template, 'Credentials', context)
      : context.language.template(template);
  return (branch) => (expression.value(branch) as JsonObject).RoleArn ?? null;
}

/** TimeoutSeconds or HeartbeatSeconds: a number, a path or a query. */
function compileSeconds(
  definition: JsonObject,
  field: 'TimeoutSeconds' | 'HeartbeatSeconds',
  pathField: 'TimeoutSecondsPath' | 'HeartbeatSecondsPath',
  context: CompileContext,
): ((branch: Branch) => number) | undefined {
  const literal = definition[field];
  const path = definition[pathField];
  if (typeof literal === 'number') return () => literal;
  if (path !== undefined) {
    const found = context.language.path(path as string);
    return (branch) => {
      const value = found.value(branch);
      const fault = secondsFault(pathField, path as string, value);
      if (fault !== undefined) throw new StatesError('States.Runtime', fault);
      return value as number;
    };
  }
  if (literal === undefined) return undefined;
  const query = compileQuery(literal, field, context, 'number');
  return (branch) => {
    const value = query.value(branch);
    if (typeof value === 'number' && Number.isInteger(value) && value > 0) return value;
    throw new StatesError(
      'States.QueryEvaluationError',
      `The ${field} field must be a positive integer but was: ${JSON.stringify(value)}`,
      field,
    );
  };
}
