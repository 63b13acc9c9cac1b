import type { DurableExecution } from './execution.js';
import { eventData } from './history.js';
import { asMilliseconds, renderOperation } from './operations/record.js';
import type { DurableInvocationEvent, ErrorObject } from './shapes.js';
import { stateMarker, visibleOperations } from './state.js';

/** One invocation of the function. */
export interface Invocation {
  /** Names the invocation in its InvocationCompleted event, unless the function's host gives it another name. */
  readonly requestId: string;
  readonly startedAt: number;
}

/** How an invocation ended, seen from outside the function. */
export type InvocationOutcome =
  | { readonly kind: 'returned'; readonly payload: string; readonly requestId?: string }
  /** It crashed, timed out, was throttled, or could not be reached: it is tried again. */
  | { readonly kind: 'failed'; readonly error: ErrorObject; readonly requestId?: string }
  /** There is no such function: no use in trying again. */
  | { readonly kind: 'missing'; readonly error: ErrorObject };

/** The invocations of one execution: one at a time, and another whenever something happened that the function has not seen. */
export class InvocationLane {
  current: Invocation | undefined;
  /** Failures in a row, and those of them that have a limit of their own. */
  private failures = 0;
  private limited = 0;
  /** Takes back the start of the next invocation, when one is planned. */
  private planned: { readonly kind: 'wake' | 'retry'; readonly stop: () => void } | undefined;

  constructor(readonly execution: DurableExecution) {}

  /** Starts the first invocation. */
  begin(): void {
    this.start();
  }

  /**
   * Something happened that the function waits for. During an invocation that is remembered, as a change that is unseen.
   * `together`: after whatever else is due at this instant, so that waits that end together make one invocation.
   */
  trigger(when: 'now' | 'together'): void {
    const { execution } = this;
    if (!execution.running) return;
    if (this.current && !execution.world.rules.invocations.startsDuring(execution)) return;
    if (this.planned) {
      if (this.planned.kind === 'retry' || when === 'together') return;
      this.planned.stop();
    }
    if (when === 'now') this.start();
    else this.planned = { kind: 'wake', stop: execution.after(0, () => this.start()) };
  }

  private start(): void {
    const { execution } = this;
    const { world } = execution;
    this.planned = undefined;
    this.current = { requestId: world.ids.uuid(), startedAt: execution.now };
    world.invoke(execution, this.current, JSON.stringify(world.rules.invocations.event(this.event())));
  }

  private event(): DurableInvocationEvent {
    const { execution } = this;
    const { rules } = execution.world;
    const visible = visibleOperations(execution);
    const shown = new Set(visible);
    const updated = execution.tell().filter((record) => shown.has(record));
    execution.toldReady.clear();
    execution.toldFromOutside = false;
    const operations = visible.map((record) => renderOperation(record, asMilliseconds, rules));
    const count = rules.invocations.initialPage(operations);
    const next = visible[count];
    return {
      DurableExecutionArn: execution.params.arn,
      CheckpointToken: execution.mintToken(),
      InitialExecutionState: {
        Operations: operations.slice(0, count),
        NextMarker: next === undefined ? '' : stateMarker(execution, next.order),
      },
      UpdatedOperationIds: updated.map((record) => record.id),
    };
  }

  /** The invocation is over. What it says after its execution has closed, or after its time ran out, is not heard. */
  ended(invocation: Invocation, outcome: InvocationOutcome): void {
    if (this.current !== invocation) return;
    const { execution } = this;
    const { rules } = execution.world;
    this.current = undefined;
    execution.token = rules.tokens.afterInvocation(execution.token);
    const verdict = rules.invocations.judge(outcome, execution);
    const error = rules.invocations.errorInHistory(outcome, verdict);
    execution.record('InvocationCompleted', undefined, {
      StartTimestamp: invocation.startedAt / 1000,
      EndTimestamp: execution.now / 1000,
      RequestId: (outcome.kind === 'missing' ? undefined : outcome.requestId) ?? invocation.requestId,
      ...(error && { Error: eventData(error) }),
    });
    if (execution.running) {
      if (verdict.kind !== 'retry') this.failures = 0;
      if (verdict.kind !== 'retry' || verdict.most === undefined) this.limited = 0;
      switch (verdict.kind) {
        case 'succeed':
          execution.close({
            status: 'SUCCEEDED',
            ...(verdict.result !== undefined && { result: verdict.result }),
          });
          break;
        case 'fail':
          execution.close({ status: 'FAILED', error: verdict.error });
          break;
        case 'suspend':
          if (rules.invocations.invokesAgain(execution)) this.start();
          break;
        case 'retry':
          this.retry(verdict.error, verdict.most);
      }
    }
    execution.releaseDeferred();
  }

  private retry(error: ErrorObject, most = Number.POSITIVE_INFINITY): void {
    const { execution } = this;
    const { retryDelaySeconds } = execution.world.rules.invocations;
    const seconds = ++this.limited >= most ? undefined : retryDelaySeconds(++this.failures);
    if (seconds === undefined) execution.close({ status: 'FAILED', error });
    else this.planned = { kind: 'retry', stop: execution.after(seconds * 1000, () => this.start()) };
  }
}
