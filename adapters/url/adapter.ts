import type { RunningTarget } from '../../harness/target.js';
import type { AdapterOptions, TargetAdapter } from '../adapter.js';
import { assertListening, shownAddress } from '../address.js';
import { probe } from '../probe.js';
import { ProbeClient } from '../probe-client.js';
import { TargetError } from '../target-error.js';

/** To connect. A user who mistyped a port should not wait. */
const CONNECT_MS = 4_000;
const PROBE_MS = 5_000;

/** Whatever listens at a URL. It starts nothing, and finds out what the target can do by asking it. */
export const adapter: TargetAdapter = {
  name: 'url',
  describe: 'any endpoint that is already running, by its URL',
  async start(options: AdapterOptions): Promise<RunningTarget> {
    const { url, region, edition, signal, credentials, ca } = options;
    if (url === undefined) throw new TargetError('This target needs a URL: --target http://host:port.');
    await assertListening(url, CONNECT_MS, signal);
    const keys = { ...(credentials === undefined ? {} : { credentials }), ...(ca === undefined ? {} : { ca }) };
    const client = new ProbeClient({ url, region, timeoutMs: PROBE_MS, ...keys });
    const probed = await probe(client).finally(() => client.close());
    const capabilities = [...new Set([...probed.capabilities, ...(options.capabilities ?? [])])].sort();
    return {
      info: {
        name: shownAddress(url),
        url,
        region,
        accountId: probed.accountId ?? '123456789012',
        edition,
        capabilities,
        isolation: 'none',
        clock: { kind: 'real' },
        ...(options.lambdaEndpoint === undefined ? {} : { lambdaEndpoint: options.lambdaEndpoint }),
        ...keys,
      },
      stop: async () => undefined,
    };
  },
};
