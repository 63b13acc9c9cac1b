import { eventCode } from './history.js';
import { type Resource, resourceName } from './resource.js';

/** The events that the attempts of a Task state leave, by the kind of its resource. */
export interface TaskEvents {
  readonly kind: Resource['kind'];
  /** What the task is called in the cause of States.DataLimitExceeded. */
  readonly name: string;
  readonly scheduled: number;
  readonly started: number;
  readonly submitted: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly timedOut: number;
  readonly scheduleFailed: number;
  readonly startFailed: number;
  readonly submitFailed: number;
  /** The members that name the resource in every event after the scheduled one. */
  readonly named: object | undefined;
  startedDetails(workerName: string | undefined): object | undefined;
  /** The details of the scheduled event, but for its document. */
  scheduledDetails(limits: ScheduledLimits): object;
}

export interface ScheduledLimits {
  readonly region: string;
  readonly timeoutInSeconds: number | undefined;
  readonly heartbeatInSeconds: number | undefined;
  readonly taskCredentials: object | undefined;
}

export function taskEvents(resource: Resource): TaskEvents {
  const name = resourceName(resource);
  const {
    ActivityFailed,
    ActivityScheduled,
    ActivityScheduleFailed,
    ActivityStarted,
    ActivitySucceeded,
    ActivityTimedOut,
    LambdaFunctionFailed,
    LambdaFunctionScheduled,
    LambdaFunctionScheduleFailed,
    LambdaFunctionStarted,
    LambdaFunctionStartFailed,
    LambdaFunctionSucceeded,
    LambdaFunctionTimedOut,
    TaskFailed,
    TaskScheduled,
    TaskStarted,
    TaskStartFailed,
    TaskSubmitFailed,
    TaskSubmitted,
    TaskSucceeded,
    TaskTimedOut,
  } = eventCode;
  switch (resource.kind) {
    case 'activity':
      return {
        kind: 'activity',
        name,
        scheduled: ActivityScheduled,
        started: ActivityStarted,
        submitted: ActivityStarted,
        succeeded: ActivitySucceeded,
        failed: ActivityFailed,
        timedOut: ActivityTimedOut,
        scheduleFailed: ActivityScheduleFailed,
        startFailed: ActivityFailed,
        submitFailed: ActivityFailed,
        named: undefined,
        startedDetails: (workerName) => (workerName === undefined ? {} : { workerName }),
        scheduledDetails: ({ timeoutInSeconds, heartbeatInSeconds }) => ({
          resource: resource.arn,
          ...(timeoutInSeconds !== undefined && { timeoutInSeconds }),
          ...(heartbeatInSeconds !== undefined && { heartbeatInSeconds }),
        }),
      };
    case 'lambda':
      return {
        kind: 'lambda',
        name,
        scheduled: LambdaFunctionScheduled,
        started: LambdaFunctionStarted,
        submitted: LambdaFunctionStarted,
        succeeded: LambdaFunctionSucceeded,
        failed: LambdaFunctionFailed,
        timedOut: LambdaFunctionTimedOut,
        scheduleFailed: LambdaFunctionScheduleFailed,
        startFailed: LambdaFunctionStartFailed,
        submitFailed: LambdaFunctionFailed,
        named: undefined,
        startedDetails: () => undefined,
        scheduledDetails: ({ timeoutInSeconds, taskCredentials }) => ({
          resource: resource.arn,
          ...(timeoutInSeconds !== undefined && { timeoutInSeconds }),
          ...(taskCredentials !== undefined && { taskCredentials }),
        }),
      };
    case 'integration': {
      const named = { resourceType: resource.service, resource: resource.api };
      return {
        kind: 'integration',
        name,
        scheduled: TaskScheduled,
        started: TaskStarted,
        submitted: TaskSubmitted,
        succeeded: TaskSucceeded,
        failed: TaskFailed,
        timedOut: TaskTimedOut,
        // An integration has no event of its own for it.
        scheduleFailed: TaskFailed,
        startFailed: TaskStartFailed,
        submitFailed: TaskSubmitFailed,
        named,
        startedDetails: () => named,
        scheduledDetails: ({ region, timeoutInSeconds, heartbeatInSeconds, taskCredentials }) => ({
          ...named,
          region,
          ...(timeoutInSeconds !== undefined && { timeoutInSeconds }),
          ...(heartbeatInSeconds !== undefined && { heartbeatInSeconds }),
          ...(taskCredentials !== undefined && { taskCredentials }),
        }),
      };
    }
  }
}
