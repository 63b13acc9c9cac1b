import type { CaseCost } from '../../adapters/aws/plan.js';
import { accessKeyIdOf } from '../../engine/http/sigv4.js';
import { type Engine, serveEngine } from '../../engine/index.js';
import { membersOf } from '../../harness/judge/judge.js';
import { accountOfCase } from '../../harness/names.js';
import type { ConformanceRun, RunningTarget, TargetInfo } from '../../harness/target.js';
import type { Ending } from '../../reporters/report.js';
import type { RunOptions } from '../run.js';
import type { OpenSuites } from './suites.js';

const PREFIX = 'AWSStepFunctions.';
/** Each retry of a task is a transition, too. */
const SCHEDULED: ReadonlySet<string> = new Set(['ActivityScheduled', 'LambdaFunctionScheduled', 'TaskScheduled']);

export interface Rehearsed {
  readonly ending: Ending;
  /** By case id. */
  readonly costs: ReadonlyMap<string, CaseCost>;
}

/** Runs the cases on the reference engine as they would run on a target that costs money, and counts what they cost. */
export async function rehearse(
  { info }: RunningTarget,
  { session, selected }: OpenSuites,
  options: RunOptions,
  seed: number,
  signal: AbortSignal,
): Promise<Rehearsed> {
  const meter = new Meter(info.namePrefix ?? '');
  const { region } = info;
  const edition = info.edition === '2017-03-30' ? '2017-03-30' : 'current';
  const served = await serveEngine({
    edition,
    region,
    seed,
    clock: 'virtual',
    rewriteRequest: (request) => {
      meter.asked(served.engine, accessKeyIdOf(request.headers.authorization) ?? '', request);
      return request;
    },
    rewriteAnswer: (answer, request) => {
      if (answer.status === 200) meter.answered(accessKeyIdOf(request.headers.authorization) ?? '', request);
      return answer;
    },
  });
  try {
    const conformance: ConformanceRun = {
      target: stage(info, served.url),
      runId: crypto.randomUUID().slice(0, 8),
      seed,
      runs: options.runs,
      client: 'wire',
      budgets: { caseMs: options.timeout * 1_000 },
    };
    const ending = await session.run(selected, conformance, () => undefined, signal);
    const ids = selected.flatMap(({ cases }) => cases.map(({ plan }) => plan.id));
    const costs = new Map(
      ids.map((id) => [id, meter.costOf(served.engine, accountOfCase(conformance.runId, id, 1))] as const),
    );
    return { ending, costs };
  } finally {
    await served.close();
  }
}

/** The target as the rehearsal has it: an engine in which each case has an account, and so a clock, of its own. */
function stage(info: TargetInfo, url: string): TargetInfo {
  const { credentials: _keys, ca: _authority, throttles: _limits, hostPrefix: _hosts, ...like } = info;
  return {
    ...like,
    name: 'rehearsal',
    url,
    isolation: 'account',
    clock: { kind: 'virtual', control: `${url}/_engine/clock` },
  };
}

interface Account {
  readonly beganAt: number;
  readonly calls: Map<string, number>;
  readonly foreign: Set<string>;
  /** Of executions that were deleted with their machine. */
  transitions: number;
  express: number;
  /** When the last of them ended. */
  endedAt: number;
}

class Meter {
  private readonly accounts = new Map<string, Account>();

  constructor(private readonly namePrefix: string) {}

  asked(engine: Engine, accountId: string, request: Request): void {
    const account = this.accounts.get(accountId) ?? {
      beganAt: engine.account(accountId).clock.now(),
      calls: new Map(),
      foreign: new Set(),
      transitions: 0,
      express: 0,
      endedAt: 0,
    };
    this.accounts.set(accountId, account);
    const operation = operationOf(request);
    account.calls.set(operation, (account.calls.get(operation) ?? 0) + 1);
    if (operation !== 'DeleteStateMachine') return;
    // They go with the machine.
    const { stateMachineArn } = membersOf(request.body);
    const counted = countOf(engine, accountId, (arn) => arn === stateMachineArn);
    account.transitions += counted.transitions;
    account.express += counted.express;
    account.endedAt = Math.max(account.endedAt, counted.endedAt);
  }

  answered(accountId: string, request: Request): void {
    const operation = operationOf(request);
    if (operation !== 'CreateStateMachine' && operation !== 'CreateActivity') return;
    const { name } = membersOf(request.body);
    if (typeof name === 'string' && !name.startsWith(this.namePrefix)) this.accounts.get(accountId)?.foreign.add(name);
  }

  costOf(engine: Engine, accountId: string): CaseCost {
    const account = this.accounts.get(accountId);
    if (account === undefined) {
      return { calls: {}, transitions: 0, expressExecutions: 0, realMs: 0, foreignNames: [] };
    }
    const left = countOf(engine, accountId, () => true);
    return {
      calls: Object.fromEntries(account.calls),
      transitions: account.transitions + left.transitions,
      expressExecutions: account.express + left.express,
      // Not until the clock stands still: at the end of a case it runs on to where the polls of workers are given up.
      realMs: Math.max(account.beganAt, account.endedAt, left.endedAt) - account.beganAt,
      foreignNames: [...account.foreign],
    };
  }
}

interface Request {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

function operationOf({ headers }: Request): string {
  const target = String(headers['x-amz-target'] ?? '');
  return target.startsWith(PREFIX) ? target.slice(PREFIX.length) : '(no operation)';
}

function countOf(engine: Engine, accountId: string, of: (stateMachineArn: string) => boolean) {
  let transitions = 0;
  let express = 0;
  let endedAt = 0;
  const { executions, clock } = engine.account(accountId);
  for (const { execution, machine } of executions.values()) {
    if (!of(machine.arn)) continue;
    endedAt = Math.max(endedAt, execution.stopDate ?? clock.now());
    if (machine.type === 'EXPRESS') express++;
    else transitions += transitionsOf(execution.history.page(0, execution.history.length));
  }
  return { transitions, express, endedAt };
}

function transitionsOf(events: readonly { readonly type: string }[]): number {
  const entered = events.filter(({ type }) => type.endsWith('StateEntered')).length;
  const tasks = events.filter(({ type }) => type === 'TaskStateEntered').length;
  const scheduled = events.filter(({ type }) => SCHEDULED.has(type)).length;
  return entered + Math.max(0, scheduled - tasks);
}
