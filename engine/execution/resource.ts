import type { IntegrationPattern, TaskRequest } from './host.js';

/** What a Task state's `Resource` names. */
export type Resource =
  | { readonly kind: 'activity' | 'lambda'; readonly arn: string }
  | {
      readonly kind: 'integration';
      readonly arn: string;
      /** `lambda`, `states`, `aws-sdk:sfn`: the resourceType of events. */
      readonly service: string;
      /** The action without its pattern: `startExecution`. */
      readonly action: string;
      /** The action with its pattern: `startExecution.sync:2`, the resource of events. */
      readonly api: string;
      readonly pattern: IntegrationPattern;
    };

const patterns: readonly (readonly [suffix: string, pattern: IntegrationPattern])[] = [
  ['.waitForTaskToken', 'wait-for-task-token'],
  ['.sync:2', 'sync:2'],
  ['.sync', 'sync'],
];

/** Reads an ARN: `arn:<partition>:states:<region>:<account>:activity:<name>`, `arn:<partition>:states:::<service>:<api>`, or a function's. */
export function parseResource(arn: string): Resource {
  const target = /^arn:[^:]+:states:::(.+)$/s.exec(arn)?.[1];
  if (target === undefined) {
    return { kind: /^arn:[^:]+:states:[^:]*:[^:]*:activity:/.test(arn) ? 'activity' : 'lambda', arn };
  }
  const [suffix, pattern] = patterns.find(([end]) => target.endsWith(end)) ?? (['', 'request-response'] as const);
  const plain = target.slice(0, target.length - suffix.length);
  const colon = plain.lastIndexOf(':');
  const action = plain.slice(colon + 1);
  return {
    kind: 'integration',
    arn,
    service: plain.slice(0, Math.max(colon, 0)),
    action,
    api: action + suffix,
    pattern,
  };
}

/** What a task is called in the cause of States.DataLimitExceeded. */
export function resourceName(resource: Resource): string {
  return resource.kind === 'integration' ? resource.service : resource.arn;
}

/** The members of a host's request that the resource decides. */
export function requestTarget(
  resource: Resource,
): Pick<TaskRequest, 'kind' | 'resource' | 'pattern' | 'service' | 'action'> {
  if (resource.kind !== 'integration') {
    return { kind: resource.kind, resource: resource.arn, pattern: 'request-response' };
  }
  const { kind, arn, service, action, pattern } = resource;
  return { kind, resource: arn, service, action, pattern };
}
