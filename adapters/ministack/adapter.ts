import { join } from 'node:path';
import type { RunningTarget } from '../../harness/target.js';
import type { AdapterOptions, TargetAdapter } from '../adapter.js';
import { cacheFolder } from '../cache.js';
import { freePort } from '../child-process.js';
import { pythonPackages } from '../install.js';
import { launch } from '../launch.js';
import { answers } from '../probe-client.js';

const VERSION = '1.5.33';
const PYTHON = [10, 14] as const;

/** MiniStack, an emulator of many AWS services in Python. */
export const adapter: TargetAdapter = {
  name: 'ministack',
  describe: 'MiniStack from PyPI, started on a free port',
  version: VERSION,
  async start(options: AdapterOptions): Promise<RunningTarget> {
    const version = options.version ?? VERSION;
    const bin = await pythonPackages({
      what: 'MiniStack',
      name: `ministack@${version}`,
      requirements: [`ministack==${version}`],
      python: PYTHON,
      signal: options.signal,
    });
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    return await launch(
      {
        name: 'ministack',
        version,
        url,
        accountId: '000000000000',
        has: ['durable'],
        // Only a member that AWS's model has not makes a function durable, and one that is invoked as an event never ends.
        durableWays: { functions: 'forwarding', start: 'first-invocation' },
        process: {
          command: join(bin, 'ministack'),
          args: [],
          cwd: cacheFolder(),
          env: {
            BIND_HOST: '127.0.0.1',
            GATEWAY_PORT: String(port),
            // Its defaults start a second listener, and shorten every Wait.
            IOT_MTLS_ENABLED: '0',
            SFN_WAIT_SCALE: '1',
            LAMBDA_EXECUTOR: 'local',
          },
          ready: () => answers(`${url}/_ministack/health`),
        },
      },
      options,
    );
  },
};
