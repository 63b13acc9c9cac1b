import type { RunningTarget } from '../../harness/target.js';
import type { AdapterOptions, TargetAdapter } from '../adapter.js';
import { startMoto, VERSION } from './server.js';

/** moto's server as it comes: it never executes a machine. */
export const adapter: TargetAdapter = {
  name: 'moto',
  describe: "moto's server as it comes, from PyPI: the API without execution",
  version: VERSION,
  start: (options: AdapterOptions): Promise<RunningTarget> => startMoto('moto', options),
};
