import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { RunningTarget } from '../../harness/target.js';
import type { AdapterOptions, TargetAdapter } from '../adapter.js';
import { assertListening } from '../address.js';
import { freePort } from '../child-process.js';
import { launch } from '../launch.js';
import { TargetUsageError } from '../target-error.js';
import { asksForLambda, filled, readCommandConfig } from './config.js';

const STOP_MS = 10_000;
const READY_MS = 2_000;

/** Any emulator that a command starts: `--target command:./my-emulator.yaml`, or `--target "command:./emulator --port {port}"`. */
export const adapter: TargetAdapter = {
  name: 'command',
  describe: 'any emulator that a command starts: command:./my-emulator.yaml, or "command:./emulator --port {port}"',
  async start(options: AdapterOptions): Promise<RunningTarget> {
    if (options.config === undefined) {
      throw new TargetUsageError('This target needs a file or a command line: --target command:./my-emulator.yaml.');
    }
    const read = readCommandConfig(options.config);
    const { lambdaEndpoint } = options;
    const port = read.port ?? (await freePort());
    const config = filled(read, { port, ...(lambdaEndpoint === undefined ? {} : { lambdaEndpoint }) });
    const { name, version, url, ready, readyMs, stop, cwd, env } = config;
    const [command = '', ...args] = config.command;
    // Durable executions only where the probe finds their routes.
    const withLambda = asksForLambda(read) ? (['lambda-tasks', 'durable'] as const) : [];
    await assertFree(url, name);
    return await launch(
      {
        name,
        ...(version === undefined ? {} : { version }),
        url,
        accountId: '123456789012',
        has: [...withLambda, ...read.capabilities, ...(options.capabilities ?? [])],
        process: {
          command,
          args,
          cwd,
          env,
          readyMs,
          ready: async () => await (ready.kind === 'tcp' ? listens(url) : answersWell(ready.url)),
        },
        ...(stop === undefined ? {} : { beforeStop: () => runOnce(stop, cwd, env) }),
      },
      options,
    );
  },
};

/** What listens at its address already would be judged in its place. */
async function assertFree(url: string, name: string): Promise<void> {
  if (!(await listens(url))) return;
  throw new TargetUsageError(
    `Something listens at ${url} already, so ${name} can't be started there: choose another port.`,
  );
}

async function listens(url: string): Promise<boolean> {
  return await assertListening(url, READY_MS).then(
    () => true,
    () => false,
  );
}

async function answersWell(url: string): Promise<boolean> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(READY_MS), redirect: 'manual' });
  await answer.body?.cancel();
  return answer.status < 500;
}

/** Runs the command that ends it in order. Whatever becomes of that, its processes are ended after it. */
async function runOnce(command: readonly string[], cwd: string, env: Readonly<Record<string, string>>): Promise<void> {
  const [program = '', ...args] = command;
  const options = { cwd, env: { ...process.env, ...env }, timeout: STOP_MS };
  await promisify(execFile)(program, args, options).catch(() => undefined);
}
