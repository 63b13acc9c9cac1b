import type { RunningTarget } from '../../harness/target.js';
import type { AdapterOptions, TargetAdapter } from '../adapter.js';
import { startMoto, VERSION } from '../moto/server.js';

/** moto's server with its execution of state machines switched on. */
export const adapter: TargetAdapter = {
  name: 'moto-executing',
  describe: "moto's server from PyPI, with its execution of state machines switched on",
  version: VERSION,
  start: (options: AdapterOptions): Promise<RunningTarget> => startMoto('moto-executing', options),
};
