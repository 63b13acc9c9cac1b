import { join } from 'node:path';
import type { RunningTarget } from '../../harness/target.js';
import type { AdapterOptions, TargetAdapter } from '../adapter.js';
import { cacheFolder } from '../cache.js';
import { freePort } from '../child-process.js';
import { goCommand } from '../install.js';
import { launch } from '../launch.js';
import { answers } from '../probe-client.js';

const VERSION = 'v0.29.0';
const PACKAGE = 'github.com/sivchari/kumo/cmd/kumo';

/** kumo, an emulator of many AWS services in Go. */
export const adapter: TargetAdapter = {
  name: 'kumo',
  describe: 'kumo, built by Go from its module, started on a free port',
  version: VERSION,
  async start(options: AdapterOptions): Promise<RunningTarget> {
    const version = options.version ?? VERSION;
    const bin = await goCommand(PACKAGE, version, options.signal);
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    return await launch(
      {
        name: 'kumo',
        version,
        url,
        accountId: '000000000000',
        process: {
          command: join(bin, 'kumo'),
          args: [],
          cwd: cacheFolder(),
          // A folder for data would make it remember the run before.
          env: { KUMO_HOST: '127.0.0.1', KUMO_PORT: String(port), KUMO_DATA_DIR: '' },
          ready: () => answers(url),
        },
      },
      options,
    );
  },
};
