import type { Json, JsonObject } from '../doc.js';
import { isObject, type StateContext } from './context.js';
import { type Integration, isSupported, requiredParameters } from './integrations.js';
import type { Place } from './place.js';

/** What a Task's Resource names. */
export type Resource =
  | { kind: 'function' | 'activity' }
  | ({ kind: 'integration' } & Integration)
  /** an ARN of something else */
  | { kind: 'unknown' }
  | { kind: 'not-an-arn' };

const arn = /^arn:[a-z][a-z0-9-]*:[a-z0-9-]+:[^:]*:[^:]*:.+$/;
const lambdaFunction = /^arn:[a-z][a-z0-9-]*:lambda:[a-z0-9-]+:\d{12}:function:[A-Za-z0-9_-]+(?::[A-Za-z0-9$_-]+)?$/;
const activity = /^arn:[a-z][a-z0-9-]*:states:[a-z0-9-]+:\d{12}:activity:[^:]+$/;
const integration =
  /^arn:[a-z][a-z0-9-]*:states:[^:]*:[^:]*:((?:aws-sdk:)?[^:.]+):([^:.]+)(\.sync:2|\.sync|\.waitForTaskToken)?$/;

export function parseResource(text: string): Resource {
  if (!arn.test(text)) return { kind: 'not-an-arn' };
  if (lambdaFunction.test(text)) return { kind: 'function' };
  if (activity.test(text)) return { kind: 'activity' };
  const parts = integration.exec(text);
  if (parts === null) return { kind: 'unknown' };
  const [, service, action, pattern = ''] = parts as unknown as [string, string, string, Integration['pattern']?];
  return { kind: 'integration', service, action, pattern };
}

/** The rules about a Task's Resource and about what the resource asks of the state. */
export function checkResource(value: Json, task: JsonObject, place: Place, context: StateContext): void {
  const { report } = context;
  const at = place.at('Resource');
  if (typeof value !== 'string') {
    report.add('field-type', 'Expected value of type [STRING]', at);
    return;
  }
  const resource = parseResource(value);
  switch (resource.kind) {
    case 'not-an-arn':
      report.add('resource-arn', 'Value is not a valid resource ARN', at);
      return;
    case 'unknown':
      unrecognized(value, at, context);
      return;
    case 'function':
      return;
    case 'activity':
      if (context.type === 'EXPRESS')
        report.add('express-activity', 'Express state machine does not support Activity ARN', at);
      if (Object.hasOwn(task, 'Credentials'))
        report.add(
          'activity-credentials',
          "The field 'Credentials' is not supported for activities",
          place.at('Credentials'),
        );
      return;
    case 'integration':
      checkIntegration(resource, value, task, place, context);
  }
}

function unrecognized(text: string, at: Place, context: StateContext): void {
  context.report.add(
    'resource-known',
    `The resource provided ${text} is not recognized. The value is not a valid resource ARN, or the resource is not available in this region.`,
    at,
  );
}

function checkIntegration(
  integration: Integration,
  text: string,
  task: JsonObject,
  place: Place,
  context: StateContext,
): void {
  const { report } = context;
  const at = place.at('Resource');
  if (context.edition !== 'current' || !isSupported(integration)) {
    unrecognized(text, at, context);
    return;
  }
  if (context.type === 'EXPRESS' && integration.pattern === '.waitForTaskToken')
    report.add(
      'express-callback',
      "Express state machine does not support '.waitForTaskToken' service integration ",
      at,
    );
  if (context.type === 'EXPRESS' && integration.pattern.startsWith('.sync'))
    report.add('express-sync', "Express state machine does not support '.sync' service integration", at);

  const field = context.language === 'JSONata' ? 'Arguments' : 'Parameters';
  const parameters = Object.hasOwn(task, field) ? task[field] : undefined;
  if (parameters === undefined) {
    report.add('integration-parameters', `${field} field is required for resource ARN: ${text}`, place);
    return;
  }
  if (!isObject(parameters)) return;
  for (const name of requiredParameters(integration))
    if (!Object.hasOwn(parameters, name) && !(field === 'Parameters' && Object.hasOwn(parameters, `${name}.$`)))
      report.add('integration-parameters', `The field '${name}' is required but was missing`, place.at(field));
}
