import { createDurableService } from '../../engine/durable/index.js';
import { serveEngine } from '../../engine/index.js';
import { type Capability, capabilities, type RunningTarget } from '../../harness/target.js';
import type { AdapterOptions, TargetAdapter } from '../adapter.js';
import { TargetError } from '../target-error.js';

/** What the 2017 edition has: everything else came later. `durable` is an API of its own, whose edition is always the same. */
const OF_2017: readonly Capability[] = ['activities', 'activity-workers', 'lambda-tasks', 'durable'];
/** It looks at no signature here. */
const NOT_HERE: readonly Capability[] = ['auth'];
/** What takes functions behind a Lambda endpoint. */
const CALLS_LAMBDA: readonly Capability[] = ['lambda-tasks', 'durable'];

/**
 * The project's own engine, in this process, on a free port of 127.0.0.1. Each case has an account of its own, and so a
 * virtual clock of its own: cases run side by side, and no case waits. Its capabilities are stated, not probed: what it
 * lost would be skipped, and the run would stay green.
 */
export const adapter: TargetAdapter = {
  name: 'reference',
  describe: "the project's own engine, in this process, with a virtual clock",
  async start(options: AdapterOptions): Promise<RunningTarget> {
    const { edition, region, seed, lambdaEndpoint, clock = 'virtual' } = options;
    if (edition !== 'current' && edition !== '2017-03-30') {
      throw new TargetError(`The reference engine has no edition ${edition} of Step Functions.`);
    }
    const accountId = '123456789012';
    const lambda = lambdaEndpoint === undefined ? {} : { lambdaEndpoint };
    const durable = createDurableService(lambda);
    const served = await serveEngine({ edition, region, seed, accountId, clock, ...lambda, mounts: [durable.mount] });
    return {
      info: {
        name: 'reference',
        url: served.url,
        region,
        accountId,
        edition,
        capabilities: capabilitiesOf(edition, lambdaEndpoint !== undefined),
        isolation: 'account',
        clock: clock === 'real' ? { kind: 'real' } : { kind: 'virtual', control: `${served.url}/_engine/clock` },
        isReference: true,
        ...lambda,
      },
      stop: async () => {
        await served.close();
        await durable.close();
      },
    };
  },
};

function capabilitiesOf(edition: '2017-03-30' | 'current', callsLambda: boolean): Capability[] {
  const all = Object.keys(capabilities) as Capability[];
  const had = edition === 'current' ? all.filter((name) => !NOT_HERE.includes(name)) : OF_2017;
  return had.filter((name) => callsLambda || !CALLS_LAMBDA.includes(name)).sort();
}
