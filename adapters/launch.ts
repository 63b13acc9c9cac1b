import type { DurableWays } from '../harness/durable/ways.js';
import type { Budgets, Capability, RunningTarget } from '../harness/target.js';
import type { AdapterOptions } from './adapter.js';
import { type ChildOptions, type RunningChild, startChild } from './child-process.js';
import { type Accounts, isolationOf } from './isolation.js';
import { type Probed, probe } from './probe.js';
import { ProbeClient } from './probe-client.js';

const READY_MS = 60_000;
const PROBE_MS = 10_000;
/** A server on this machine shows at once what it was told. */
const SETTLE_MS = 15_000;
/** For one that ended nothing in the probe's three seconds: each case that runs a machine would wait in vain. */
const ENDS_NOTHING_MS = 1_000;

export interface Launch {
  readonly name: string;
  readonly version?: string;
  readonly url: string;
  /** The account of its ARNs, should the probe not see one. */
  readonly accountId: string;
  readonly process: Pick<ChildOptions, 'command' | 'args' | 'env' | 'cwd' | 'ready'> &
    Partial<Pick<ChildOptions, 'readyMs'>>;
  /** What it has that no probe can find. */
  readonly has?: readonly Capability[];
  /** It has no Step Functions, so there is nothing to probe. */
  readonly only?: 'durable';
  /** Its own ways with durable functions. */
  readonly durableWays?: DurableWays;
  /** Done once it answers, before it is probed. */
  readonly prepare?: () => Promise<void>;
  /** How long to wait for it, where that is longer than for others. */
  readonly budgets?: Budgets;
  /** Done before its process is ended. */
  readonly beforeStop?: () => Promise<void>;
}

/** What takes functions behind a Lambda endpoint. */
const CALLS_LAMBDA: readonly Capability[] = ['lambda-tasks', 'durable'];

interface Asked extends Probed {
  readonly accounts: Accounts;
}

/** Of a target that has no Step Functions. */
const NOT_ASKED: Asked = { capabilities: [], durableRoutes: true, accounts: { isolation: 'none' } };

/** A target that dies more often than this is left dead. */
const MOST_DEATHS = 200;

/**
 * Starts a server on this machine, asks it what it can do, and says how to stop it. When it dies it is started again, at the
 * same address: one request that kills a target must not leave all cases after it unjudged.
 */
export async function launch(target: Launch, options: AdapterOptions): Promise<RunningTarget> {
  const { name, version, url } = target;
  const process = new Restarted(target);
  await process.start();
  try {
    const { accounts, ...probed } = target.only === undefined ? await probeOf(url, options.region) : NOT_ASKED;
    const calls = target.has?.some((capability) => CALLS_LAMBDA.includes(capability)) ?? false;
    const calledBack = options.lambdaEndpoint !== undefined && calls;
    const isThere = (capability: Capability) => capability !== 'durable' || probed.durableRoutes;
    const has = target.has?.filter((name) => isThere(name) && (calledBack || !CALLS_LAMBDA.includes(name))) ?? [];
    const { only, durableWays } = target;
    return {
      info: {
        name,
        ...(version === undefined ? {} : { version }),
        url,
        region: options.region,
        accountId: probed.accountId ?? target.accountId,
        edition: options.edition,
        capabilities: [...new Set([...probed.capabilities, ...has])].sort(),
        ...accounts,
        clock: { kind: 'real' },
        restarts: true,
        ...(calledBack ? { lambdaEndpoint: options.lambdaEndpoint } : {}),
        ...(only === undefined ? {} : { only }),
        ...(durableWays === undefined ? {} : { durableWays }),
      },
      budgets: { settleMs: SETTLE_MS, ...target.budgets, ...(probed.endsNothing ? { settleMs: ENDS_NOTHING_MS } : {}) },
      ...(process.logFile === undefined ? {} : { logs: process.logFile }),
      deaths: () => process.deaths,
      stop: () => process.stop(),
    };
  } catch (error) {
    await process.stop();
    throw error;
  }
}

async function probeOf(url: string, region: string): Promise<Asked> {
  const how = { url, region, timeoutMs: PROBE_MS };
  const client = new ProbeClient(how);
  const probed = await probe(client).finally(() => client.close());
  return { ...probed, accounts: await isolationOf(how) };
}

/** A process that is started again when it ends before it is told to. */
class Restarted {
  readonly deaths: number[] = [];
  logFile: string | undefined;
  private child: RunningChild | undefined;
  private starting: Promise<void> | undefined;
  private stopping = false;

  constructor(private readonly target: Launch) {}

  /** @throws TargetError when it does not come up */
  async start(): Promise<void> {
    const { name, process, prepare } = this.target;
    const log = this.logFile === undefined ? {} : { logFile: this.logFile };
    const child = await startChild({ name, readyMs: READY_MS, ...process, ...log });
    this.child = child;
    this.logFile = child.logFile;
    try {
      await prepare?.();
    } catch (error) {
      await child.stop();
      throw error;
    }
    void child.ended.then(() => this.died());
  }

  private died(): void {
    if (this.stopping || this.deaths.length >= MOST_DEATHS) return;
    this.deaths.push(Date.now());
    // One that does not come up again stays dead: the cases say so.
    this.starting = this.start().catch(() => undefined);
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await this.starting;
    await this.target.beforeStop?.();
    await this.child?.stop();
  }
}
