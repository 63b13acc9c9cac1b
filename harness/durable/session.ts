import { setTimeout as pause } from 'node:timers/promises';
import type { CleanUp } from '../clean-up.js';
import { handledMethods, type Line } from '../client.js';
import type { Clock } from '../clock.js';
import { TERMINAL_EVENTS } from '../judge/durable/history.js';
import { DurableJudge } from '../judge/durable/judge.js';
import type { Judge } from '../judge/judge.js';
import type { FreshNames } from '../names.js';
import { Signer } from '../signer.js';
import type { Credentials } from '../target.js';
import type { Worker } from '../worker.js';
import { type Lambda, LambdaCaller } from './client.js';
import { DurableExecutions } from './executions.js';
import { CaseFunctions } from './functions.js';
import { Patience } from './patience.js';
import { AWS_WAYS } from './ways.js';

/** What a case about durable executions gets. */
export interface DurableFixtures {
  /** The judged client of Lambda's durable API. */
  readonly lambda: Lambda;
  /** Functions whose code is the case. */
  readonly functions: Pick<CaseFunctions, 'durable' | 'plain' | 'freshName' | 'forget'>;
  readonly durable: Pick<
    DurableExecutions,
    'start' | 'begin' | 'beginOn' | 'describe' | 'finish' | 'history' | 'eventTypes' | 'stop'
  >;
}

export interface DurableSessionParts {
  readonly worker: Worker;
  /** The case's own, for Step Functions. */
  readonly line: Line;
  readonly judge: Judge;
  readonly clock: Clock;
  readonly cleanUp: CleanUp;
  readonly names: FreshNames;
  readonly credentials: Credentials;
  readonly accountId: string;
}

/** A target with a wall clock gets so long to take in what a function returned, milliseconds, before the case goes on. */
const SETTLE_MS = 2_000;
/** How long an invocation may take to come on a virtual clock: ten years. */
const LONGEST_VIRTUAL_MS = 10 * 365 * 24 * 3600 * 1000;

/** The durable half of what one case stands on. Nothing is sent yet. */
export function openDurable(parts: DurableSessionParts): DurableFixtures {
  const { worker, line, clock, cleanUp, names, credentials, accountId } = parts;
  const { target } = worker.run;
  const judge = new DurableJudge(worker.durableYardstick, parts.judge);
  const signer = new Signer({ service: 'lambda', region: target.region, credentials });
  const ways = target.durableWays ?? AWS_WAYS;
  const caller = new LambdaCaller({ ...line, judge, signer }, ways);
  // Clean-up goes on after the case has ended, with less patience.
  const undo = new LambdaCaller(
    { ...line, judge, signer, signal: new AbortController().signal, requestMs: Math.min(line.requestMs, 2_000) },
    ways,
  );
  const isVirtual = target.clock.kind === 'virtual';
  const patience = new Patience(isVirtual ? LONGEST_VIRTUAL_MS : worker.budgets.settleMs);
  const functions = new CaseFunctions({
    caller,
    undo,
    settled: async (arn, invocations) => await (isVirtual ? clock.sleep(0) : recorded(caller, arn, invocations)),
    clock,
    occupation: line.occupation,
    lambda: worker.lambda,
    names,
    cleanUp,
    region: target.region,
    accountId,
    signal: line.signal,
    patience,
    way: ways.functions,
    lambdaEndpoint: target.lambdaEndpoint,
  });
  const durable = new DurableExecutions({
    caller,
    undo,
    cleanUp,
    clock,
    patience,
    start: ways.start,
    accountId,
    functions,
  });
  return { lambda: caller, functions: handledMethods(functions), durable: handledMethods(durable) };
}

/** Polls until the target has recorded so many invocations, or closed the execution: at most for a while. */
async function recorded(caller: LambdaCaller, arn: string, invocations: number): Promise<void> {
  const deadline = performance.now() + SETTLE_MS;
  while (performance.now() < deadline) {
    const read = await caller.request(
      'GetDurableExecutionHistory',
      { DurableExecutionArn: arn, IncludeExecutionData: false, MaxItems: 1000 },
      'worker',
    );
    if (read.error !== undefined || !Array.isArray(read.output.Events)) return;
    const types = read.output.Events.map(({ EventType }) => String(EventType));
    if (types.some((type) => TERMINAL_EVENTS.has(type))) return;
    if (types.filter((type) => type === 'InvocationCompleted').length >= invocations) return;
    await pause(10);
  }
}
