import type { CleanUp } from '../clean-up.js';
import type { Clock } from '../clock.js';
import { shownValue } from '../judge/body.js';
import { Breach } from '../verdict.js';
import type { LambdaCaller } from './client.js';
import type { CaseFunctions, DurableFunction, FunctionOptions } from './functions.js';
import type { Invocation } from './invocation.js';
import type { DurableDescription, DurableEvent } from './operations.js';
import type { Patience } from './patience.js';
import { starts } from './start.js';
import type { StartWay } from './ways.js';

export interface DurableStart {
  /** JSON text. Default `{}`. `null`: none is sent. */
  readonly input?: string | null;
  readonly name?: string;
  /** Default: `$LATEST`. */
  readonly qualifier?: string;
}

/** An execution, with the function that it runs on. */
export interface Begun {
  readonly fn: DurableFunction;
  readonly arn: string;
  /** The first invocation, open. */
  readonly invocation: Invocation;
}

export interface HistoryOptions {
  readonly reverse?: boolean;
  /** Default true: the default is open, so it is always said. */
  readonly data?: boolean;
  readonly pageSize?: number;
}

const MOST_PAGES = 200;

/** Durable executions of one case. */
export class DurableExecutions {
  constructor(
    private readonly parts: {
      readonly caller: LambdaCaller;
      readonly undo: LambdaCaller;
      readonly cleanUp: CleanUp;
      readonly clock: Clock;
      readonly patience: Patience;
      readonly start: StartWay;
      readonly accountId: string;
      readonly functions: CaseFunctions;
    },
  ) {}

  /** Starts an execution and asserts that it started. It is stopped when the case ends. @returns its ARN */
  async start(fn: DurableFunction, options: DurableStart = {}): Promise<string> {
    const { undo, cleanUp } = this.parts;
    const arn = await starts[this.parts.start](fn, options, this.parts);
    cleanUp.add(`execution ${arn}`, async () => {
      await undo.request('StopDurableExecution', { DurableExecutionArn: arn }, 'cleanup');
    });
    return arn;
  }

  /** Creates a function, starts an execution on it and takes the first invocation. */
  async begin(options: DurableStart & FunctionOptions = {}): Promise<Begun> {
    const fn = await this.parts.functions.durable(options);
    return await this.beginOn(fn, options);
  }

  async beginOn(fn: DurableFunction, options: DurableStart = {}): Promise<Begun> {
    const arn = await this.start(fn, options);
    return { fn, arn, invocation: await fn.next() };
  }

  async describe(arn: string, input: Readonly<Record<string, unknown>> = {}): Promise<DurableDescription> {
    const { caller } = this.parts;
    return (await caller.call('GetDurableExecution', { DurableExecutionArn: arn, ...input })).output;
  }

  /** The description once it has ended. A virtual clock is moved on until then. */
  async finish(arn: string): Promise<DurableDescription> {
    const { clock, patience } = this.parts;
    const { withinMs } = patience;
    let last: string | undefined;
    const ended = await clock.poll(async () => {
      const description = await this.describe(arn);
      last = description.Status;
      return last === 'RUNNING' ? undefined : description;
    }, withinMs);
    if (ended.kind === 'found') return ended.value;
    const actual = `${last}, and ${ended.kind === 'idle' ? 'nothing is left to wait for' : `it was for ${withinMs} ms`}`;
    throw new Breach({ reason: `The execution does not end: ${actual}.`, expected: 'the execution ends', actual });
  }

  /** All events, page by page, in the order that was asked for. */
  async history(arn: string, options: HistoryOptions = {}): Promise<DurableEvent[]> {
    const { reverse, data = true, pageSize = 1000 } = options;
    const events: DurableEvent[] = [];
    let marker: string | undefined;
    for (let page = 0; page < MOST_PAGES; page++) {
      const read = await this.parts.caller.call('GetDurableExecutionHistory', {
        DurableExecutionArn: arn,
        IncludeExecutionData: data,
        MaxItems: pageSize,
        ReverseOrder: reverse,
        Marker: marker,
      });
      const { Events, NextMarker } = read.output;
      if (!Array.isArray(Events)) {
        throw new Breach({
          reason: `GetDurableExecutionHistory answers without Events: ${shownValue(Events)}`,
          expected: 'GetDurableExecutionHistory answers with Events, a list',
          actual: shownValue(Events),
          exchange: read.index,
        });
      }
      events.push(...Events);
      if (typeof NextMarker !== 'string' || NextMarker === '') return events;
      marker = NextMarker;
    }
    const actual = `${MOST_PAGES} pages, each with a NextMarker`;
    throw new Breach({ reason: 'The history has no last page.', expected: 'a last page', actual });
  }

  /** The types of all events. */
  async eventTypes(arn: string): Promise<string[]> {
    return (await this.history(arn)).map(({ EventType }) => EventType);
  }

  async stop(arn: string, error: Readonly<Record<string, unknown>> = {}) {
    return await this.parts.caller.call('StopDurableExecution', { DurableExecutionArn: arn, ...error });
  }
}
