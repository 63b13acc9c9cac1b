import { join } from 'node:path';
import { fetch } from 'undici';
import type { RunningTarget } from '../../harness/target.js';
import type { AdapterOptions } from '../adapter.js';
import { freePort } from '../child-process.js';
import { pythonPackages } from '../install.js';
import { launch } from '../launch.js';
import { answers } from '../probe-client.js';
import { TargetError } from '../target-error.js';

export const VERSION = '5.2.5';
const PYTHON = [10, 14] as const;

/** Installs and starts moto's server, with or without its execution of state machines. */
export async function startMoto(name: 'moto' | 'moto-executing', options: AdapterOptions): Promise<RunningTarget> {
  const version = options.version ?? VERSION;
  const bin = await pythonPackages({
    what: 'moto',
    name: `moto@${version}`,
    requirements: [`moto[server,stepfunctions]==${version}`],
    python: PYTHON,
    signal: options.signal,
  });
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const prepare = name === 'moto' ? {} : { prepare: () => switchOnExecution(url) };
  return await launch(
    {
      name,
      version,
      url,
      accountId: '123456789012',
      process: {
        command: join(bin, 'moto_server'),
        args: ['-H', '127.0.0.1', '-p', String(port)],
        ready: () => answers(`${url}/moto-api/`),
      },
      ...prepare,
    },
    options,
  );
}

async function switchOnExecution(url: string): Promise<void> {
  const answer = await fetch(`${url}/moto-api/config`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ stepfunctions: { execute_state_machine: true } }),
  });
  if (!answer.ok) throw new TargetError(`moto refused to switch execution on: it answered ${answer.status}.`);
}
