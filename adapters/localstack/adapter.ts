import { mkdir, mkdtemp, readlink, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunningTarget } from '../../harness/target.js';
import type { AdapterOptions, TargetAdapter } from '../adapter.js';
import { cacheFolder } from '../cache.js';
import { freePort } from '../child-process.js';
import { pythonPackages } from '../install.js';
import { launch } from '../launch.js';
import { answers } from '../probe-client.js';
import { javaHome } from './java.js';
import { requirements, VERSION } from './requirements.js';
import { warmUp } from './warm-up.js';

/** It uses the syntax of 3.12, and some of what it needs has no build for 3.14. */
const PYTHON = [12, 13] as const;

/** It listens on all interfaces, whatever GATEWAY_LISTEN says of the host. */
const PROGRAM = `
import functools, runpy
from twisted.internet import endpoints
endpoints.TCP4ServerEndpoint = functools.partial(endpoints.TCP4ServerEndpoint, interface="127.0.0.1")
runpy.run_module("localstack.runtime.main", run_name="__main__")
`;

/** The open edition of LocalStack, as a process of this machine. */
export const adapter: TargetAdapter = {
  name: 'localstack',
  describe: 'LocalStack from PyPI (localstack-core), its last open release, started on a free port without Docker',
  version: VERSION,
  async start(options: AdapterOptions): Promise<RunningTarget> {
    const version = options.version ?? VERSION;
    const { region, signal } = options;
    const bin = await pythonPackages({
      what: 'LocalStack',
      name: `localstack-core@${version}`,
      requirements: requirements(version),
      python: PYTHON,
      signal,
    });
    const root = await rootFolder(version);
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const removed = () => rm(root, { recursive: true, force: true });
    try {
      const running = await launch(
        {
          name: 'localstack',
          version,
          url,
          accountId: '000000000000',
          // It takes its time for each state, and more when others use the machine, too.
          budgets: { requestMs: 30_000, settleMs: 45_000 },
          has: ['sfn-tasks'],
          process: {
            command: join(bin, 'python'),
            args: ['-c', PROGRAM],
            cwd: root,
            env: {
              // In a container it would use the folders of its image.
              OVERRIDE_IN_DOCKER: '0',
              FILESYSTEM_ROOT: root,
              GATEWAY_LISTEN: `127.0.0.1:${port}`,
              DNS_ADDRESS: '0',
              SKIP_SSL_CERT_DOWNLOAD: '1',
              DISABLE_EVENTS: '1',
            },
            ready: () => answers(`${url}/_localstack/health`),
          },
          prepare: () => warmUp(url, region),
        },
        options,
      );
      const stop = async () => {
        await running.stop();
        await removed();
      };
      return { ...running, stop };
    } catch (error) {
      await removed();
      throw error;
    }
  },
};

/**
 * A new folder for all that it writes. The libraries for JSONata, which it fetches itself, are kept in the cache, and the Java
 * of this machine stands where it would put one of its own.
 */
async function rootFolder(version: string): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'sfn-conformance-localstack-'));
  const kept = join(cacheFolder(), 'localstack', version);
  const home = join(root, 'var', 'lib', 'localstack');
  await mkdir(join(kept, 'java'), { recursive: true });
  await mkdir(home, { recursive: true });
  await symlink(kept, join(home, 'lib'));
  const java = await javaHome();
  const place = join(kept, 'java', JAVA);
  if (java !== undefined && java !== (await readlink(place).catch(() => undefined))) {
    await rm(place, { recursive: true, force: true });
    await symlink(java, place);
  }
  return root;
}

/** The version that it looks for. Any that is newer than 11 does. */
const JAVA = '21';
