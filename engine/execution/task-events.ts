import { eventCode } from './history.js';
import { type Resource, resourceName } from './resource.js';

/** The types of events that the attempts of a Task state leave. */
export interface TaskCodes {
  readonly scheduled: number;
  readonly started: number;
  readonly submitted: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly timedOut: number;
  readonly scheduleFailed: number;
  readonly startFailed: number;
  readonly submitFailed: number;
}

/** The events that the attempts of a Task state leave, by the kind of its resource. */
export interface TaskEvents {
  readonly kind: Resource['kind'];
  /** What the task is called in the cause of States.DataLimitExceeded. */
  readonly name: string;
  readonly codes: TaskCodes;
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

const codes: Readonly<Record<Resource['kind'], TaskCodes>> = {
  activity: {
    scheduled: eventCode.ActivityScheduled,
    started: eventCode.ActivityStarted,
    submitted: eventCode.ActivityStarted,
    succeeded: eventCode.ActivitySucceeded,
    failed: eventCode.ActivityFailed,
    timedOut: eventCode.ActivityTimedOut,
    scheduleFailed: eventCode.ActivityScheduleFailed,
    startFailed: eventCode.ActivityFailed,
    submitFailed: eventCode.ActivityFailed,
  },
  lambda: {
    scheduled: eventCode.LambdaFunctionScheduled,
    started: eventCode.LambdaFunctionStarted,
    submitted: eventCode.LambdaFunctionStarted,
    succeeded: eventCode.LambdaFunctionSucceeded,
    failed: eventCode.LambdaFunctionFailed,
    timedOut: eventCode.LambdaFunctionTimedOut,
    scheduleFailed: eventCode.LambdaFunctionScheduleFailed,
    startFailed: eventCode.LambdaFunctionStartFailed,
    submitFailed: eventCode.LambdaFunctionFailed,
  },
  integration: {
    scheduled: eventCode.TaskScheduled,
    started: eventCode.TaskStarted,
    submitted: eventCode.TaskSubmitted,
    succeeded: eventCode.TaskSucceeded,
    failed: eventCode.TaskFailed,
    timedOut: eventCode.TaskTimedOut,
    // An integration has no event of its own for it.
    scheduleFailed: eventCode.TaskFailed,
    startFailed: eventCode.TaskStartFailed,
    submitFailed: eventCode.TaskSubmitFailed,
  },
};

export function taskEvents(resource: Resource): TaskEvents {
  const { kind } = resource;
  const common = { kind, name: resourceName(resource), codes: codes[kind] };
  switch (kind) {
    case 'activity':
      return {
        ...common,
        named: undefined,
        startedDetails: (workerName) => (workerName === undefined ? {} : { workerName }),
        scheduledDetails: (limits) => scheduled({ resource: resource.arn }, limits, 'activity'),
      };
    case 'lambda':
      return {
        ...common,
        named: undefined,
        startedDetails: () => undefined,
        scheduledDetails: (limits) => scheduled({ resource: resource.arn }, limits, 'lambda'),
      };
    case 'integration': {
      const named = { resourceType: resource.service, resource: resource.api };
      return {
        ...common,
        named,
        startedDetails: () => named,
        scheduledDetails: (limits) => scheduled({ ...named, region: limits.region }, limits, 'integration'),
      };
    }
  }
}

/** Activities have no credentials, and functions no heartbeats. */
function scheduled(
  details: Record<string, unknown>,
  { timeoutInSeconds, heartbeatInSeconds, taskCredentials }: ScheduledLimits,
  kind: Resource['kind'],
): object {
  if (timeoutInSeconds !== undefined) details.timeoutInSeconds = timeoutInSeconds;
  if (heartbeatInSeconds !== undefined && kind !== 'lambda') details.heartbeatInSeconds = heartbeatInSeconds;
  if (taskCredentials !== undefined && kind !== 'activity') details.taskCredentials = taskCredentials;
  return details;
}
