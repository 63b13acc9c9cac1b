import type { Event, EventError, EventResult } from '@aws-sdk/client-lambda';

const LONGEST = 60;

/**
 * A history, one line an event: seconds since the start, the event's type, its sub-type where that says more, the names that lead
 * to the operation, and what the event tells.
 *
 *     0 StepStarted charge
 *     0 StepFailed charge #1 again in 2 s (Error: no answer)
 */
export function shownHistory(events: readonly Event[]): string[] {
  const start = events[0]?.EventTimestamp?.getTime() ?? 0;
  const names = new Map<string, string>();
  const parents = new Map<string, string | undefined>();
  for (const { Id, Name, SubType, ParentId } of events) {
    if (Id === undefined || names.has(Id)) continue;
    names.set(Id, Name ?? SubType ?? '');
    parents.set(Id, ParentId);
  }
  const pathOf = (id: string | undefined): string => {
    const path: string[] = [];
    for (let at = id; at !== undefined; at = parents.get(at)) path.unshift(names.get(at) ?? '?');
    return path.join(' > ');
  };
  return events.map((event) => {
    const { EventType = '', SubType, Id, EventTimestamp } = event;
    const of = EventType.replace(/(Started|Succeeded|Failed|TimedOut|Stopped|Cancelled|Completed)$/, '');
    const parts = [
      String(((EventTimestamp?.getTime() ?? 0) - start) / 1000),
      SubType === undefined || SubType === of ? EventType : `${EventType}[${SubType}]`,
      of === 'Execution' ? '' : pathOf(Id),
      ...told(event),
    ];
    return parts.filter((part) => part !== '').join(' ');
  });
}

function told(event: Event): string[] {
  const { StepSucceededDetails, StepFailedDetails, WaitStartedDetails, CallbackStartedDetails } = event;
  const step = StepSucceededDetails ?? StepFailedDetails;
  const details = Object.entries(event).find(([name]) => name === `${event.EventType}Details`)?.[1] as
    | { readonly Result?: EventResult; readonly Error?: EventError }
    | undefined;
  const again = step?.RetryDetails?.NextAttemptDelaySeconds;
  const { Timeout, HeartbeatTimeout } = CallbackStartedDetails ?? {};
  const invoked = event.ChainedInvokeStartedDetails?.FunctionName;
  return [
    step === undefined ? '' : `#${step.RetryDetails?.CurrentAttempt}`,
    again === undefined ? '' : `again in ${again} s`,
    WaitStartedDetails === undefined ? '' : `${WaitStartedDetails.Duration} s`,
    Timeout === undefined ? '' : `within ${Timeout} s`,
    HeartbeatTimeout === undefined ? '' : `heartbeat ${HeartbeatTimeout} s`,
    invoked === undefined ? '' : `-> ${invoked.split(':').at(invoked.startsWith('arn:') ? 6 : 0)}`,
    details?.Result === undefined ? '' : `= ${cut(details.Result.Payload ?? 'nothing')}`,
    details?.Error === undefined ? '' : `(${cut(errorOf(details.Error))})`,
  ];
}

function errorOf({ Payload = {} }: EventError): string {
  const { ErrorType, ErrorMessage } = Payload;
  if (ErrorType === undefined && ErrorMessage === undefined) return 'no error given';
  return [ErrorType, ErrorMessage].filter((part) => part !== undefined).join(': ');
}

const UUID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
const cut = (whole: string): string => shortened(whole.replaceAll(UUID, '<id>'));
const shortened = (text: string): string =>
  text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}... ${text.length}`;
