import { join } from 'node:path';
import type { RunningTarget } from '../../harness/target.js';
import type { AdapterOptions, TargetAdapter } from '../adapter.js';
import { cacheFolder } from '../cache.js';
import { freePort } from '../child-process.js';
import { pythonPackages } from '../install.js';
import { launch } from '../launch.js';
import { answers } from '../probe-client.js';
import { TargetError } from '../target-error.js';

const VERSION = '1.4.0';
const PYTHON = [11, 14] as const;
const PACKAGE = 'aws-durable-execution-sdk-python-testing';

/** AWS's own local runner of durable executions. It has no Step Functions. */
export const adapter: TargetAdapter = {
  name: 'dex-local-runner',
  describe: "AWS's local runner of durable executions, from PyPI, started on a free port; durable suites only",
  version: VERSION,
  async start(options: AdapterOptions): Promise<RunningTarget> {
    const { version = VERSION, region, lambdaEndpoint } = options;
    if (lambdaEndpoint === undefined) throw new TargetError('dex-local-runner needs a Lambda endpoint.');
    const bin = await pythonPackages({
      what: 'dex-local-runner',
      name: `dex-local-runner@${version}`,
      requirements: [`${PACKAGE}==${version}`],
      python: PYTHON,
      signal: options.signal,
    });
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    return await launch(
      {
        name: 'dex-local-runner',
        version,
        url,
        accountId: '123456789012',
        only: 'durable',
        has: ['durable'],
        durableWays: { functions: 'behind-endpoint', start: 'local-runner' },
        process: {
          command: join(bin, 'dex-local-runner'),
          args: [
            ...['start-server', '--host', '127.0.0.1', '--port', String(port), '--log-level', 'WARNING'],
            ...['--lambda-endpoint', lambdaEndpoint, '--local-runner-endpoint', url, '--local-runner-region', region],
          ],
          cwd: cacheFolder(),
          // Its client of the Lambda endpoint signs.
          env: { AWS_ACCESS_KEY_ID: 'conformance', AWS_SECRET_ACCESS_KEY: 'conformance', AWS_DEFAULT_REGION: region },
          ready: () => answers(`${url}/health`),
        },
      },
      options,
    );
  },
};
