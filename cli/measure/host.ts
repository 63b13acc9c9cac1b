import { createDurableService } from '../../engine/durable/index.js';
import type { Deviation } from '../../engine/fault.js';
import { type Served, serveEngine } from '../../engine/index.js';

/** A served engine that deviates from ours, or the sound one. */
export interface HostedEngine {
  readonly url: string;
  /** The control endpoint of its clock. */
  readonly control: string;
  /** How often the engine itself failed, and answered with 500. */
  readonly failures: number;
  close(): Promise<void>;
}

export interface HostOptions {
  readonly edition: '2017-03-30' | 'current';
  readonly region: string;
  readonly seed: number;
  readonly lambdaEndpoint: string;
}

/** Serves an engine with a deviation, in this process, on a virtual clock. `undefined`: the sound engine. */
export async function hostEngine(deviation: Deviation | undefined, options: HostOptions): Promise<HostedEngine> {
  const durable = createDurableService({ lambdaEndpoint: options.lambdaEndpoint, ...deviation?.durable });
  let failures = 0;
  const served: Served = await serveEngine({
    ...options,
    accountId: '123456789012',
    clock: 'virtual',
    mounts: [durable.mount],
    ...deviation?.options,
    ...deviation?.edge,
    onFailure: () => {
      failures++;
    },
  });
  deviation?.install?.(served.engine);
  const close = async () => {
    await served.close();
    await durable.close();
  };
  return {
    url: served.url,
    control: `${served.url}/_engine/clock`,
    get failures() {
      return failures;
    },
    close,
  };
}
