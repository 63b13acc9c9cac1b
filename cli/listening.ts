import { CommandError, exitCodes } from './exit.js';

const REASONS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is in use: choose another --port, or 0 for a free one',
  EACCES: 'may not be used by this user: choose a --port above 1023',
  EADDRNOTAVAIL: 'is no address of this machine: choose another --host',
  ENOTFOUND: 'is no address of this machine: choose another --host',
};

/** Why nothing listens at an address, as one sentence; any other error as it is. */
export function listenError(
  thrown: unknown,
  { host, port }: { readonly host: string; readonly port: number },
): unknown {
  const code = (thrown as { code?: unknown } | undefined)?.code;
  const reason = typeof code === 'string' ? REASONS[code] : undefined;
  if (reason === undefined) return thrown;
  return new CommandError(exitCodes.harness, `${host}:${port} ${reason}.`, { cause: thrown });
}

/** Fulfilled when the process is told to end: Ctrl-C, or SIGTERM. */
export function untilTold(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve());
  });
}
