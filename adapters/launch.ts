import type { Capability, RunningTarget } from '../harness/target.js';
import type { AdapterOptions } from './adapter.js';
import { type ChildOptions, startChild } from './child-process.js';
import { probe } from './probe.js';
import { ProbeClient } from './probe-client.js';

const READY_MS = 60_000;
const PROBE_MS = 10_000;

export interface Launch {
  readonly name: string;
  readonly version: string;
  readonly url: string;
  /** The account of its ARNs, should the probe not see one. */
  readonly accountId: string;
  readonly process: Pick<ChildOptions, 'command' | 'args' | 'env' | 'cwd' | 'ready'>;
  /** What it has that no probe can find. */
  readonly has?: readonly Capability[];
  /** Done once it answers, before it is probed. */
  readonly prepare?: () => Promise<void>;
}

/** Starts a server on this machine, asks it what it can do, and says how to stop it. */
export async function launch(target: Launch, options: AdapterOptions): Promise<RunningTarget> {
  const { name, version, url } = target;
  const child = await startChild({ name, readyMs: READY_MS, ...target.process });
  try {
    await target.prepare?.();
    const client = new ProbeClient({ url, region: options.region, timeoutMs: PROBE_MS });
    const probed = await probe(client).finally(() => client.close());
    const calledBack = options.lambdaEndpoint !== undefined && target.has?.includes('lambda-tasks');
    return {
      info: {
        name,
        version,
        url,
        region: options.region,
        accountId: probed.accountId ?? target.accountId,
        edition: options.edition,
        capabilities: [...new Set([...probed.capabilities, ...(target.has ?? [])])].sort(),
        isolation: 'none',
        clock: { kind: 'real' },
        ...(calledBack ? { lambdaEndpoint: options.lambdaEndpoint } : {}),
      },
      logs: child.logFile,
      stop: () => child.stop(),
    };
  } catch (error) {
    await child.stop();
    throw error;
  }
}
