import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { RunningTarget } from '../../harness/target.js';
import { packageRoot } from '../../specs/package-root.js';
import type { AdapterOptions, TargetAdapter } from '../adapter.js';
import { freePort } from '../child-process.js';
import { npmPackage } from '../install.js';
import { launch } from '../launch.js';
import { answers } from '../probe-client.js';

const VERSION = '1.3.1';
const LOOPBACK = join(packageRoot, 'dist', 'adapters', 'stepfunctions-local', 'listen-on-loopback.js');

/** The npm package of that name, an emulator of 2018 and 2019. */
export const adapter: TargetAdapter = {
  name: 'stepfunctions-local',
  describe: 'the npm package stepfunctions-local (2019), installed and started on a free port',
  version: VERSION,
  async start(options: AdapterOptions): Promise<RunningTarget> {
    const version = options.version ?? VERSION;
    const folder = await npmPackage('stepfunctions-local', version, options.signal);
    const program = join(folder, 'node_modules', 'stepfunctions-local', 'bin', 'stepfunctions-local-start.js');
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const { region, lambdaEndpoint } = options;
    const lambda = lambdaEndpoint === undefined ? [] : ['--lambda-endpoint', lambdaEndpoint, '--lambda-region', region];
    return await launch(
      {
        name: 'stepfunctions-local',
        version,
        url,
        accountId: '0123456789',
        has: lambdaEndpoint === undefined ? [] : ['lambda-tasks'],
        budgets: { requestMs: 30_000 },
        process: {
          command: process.execPath,
          args: [
            '--import',
            pathToFileURL(LOOPBACK).href,
            program,
            '--port',
            String(port),
            '--region',
            region,
            ...lambda,
          ],
          // Its AWS client refuses to call a Lambda function without keys. Nobody looks at them.
          env: {
            AWS_ACCESS_KEY_ID: 'conformance',
            AWS_SECRET_ACCESS_KEY: 'conformance',
            // Not its `log`: that writes out all that it holds after every call, and answers nobody meanwhile.
            DEBUG: 'stepfunctions-local:error',
          },
          ready: () => answers(url),
        },
      },
      options,
    );
  },
};
