import type { ConsoleOptions } from '../../reporters/console.js';
import type { ProgressOutput } from '../../reporters/progress.js';
import type { ReportFile } from '../options.js';

/** Where a run speaks to a person. */
export interface Terminal extends ProgressOutput {
  readonly color: boolean;
}

/** Standard output, unless a report goes there: then standard error. */
export function terminalFor(reports: readonly ReportFile[]): Terminal {
  const stream = reports.some(({ path }) => path === '-') ? process.stderr : process.stdout;
  return {
    isTTY: stream.isTTY === true,
    columns: stream.columns ?? 100,
    color: stream.hasColors?.() === true && process.env.NO_COLOR === undefined,
    write: (text) => void stream.write(text),
    now: () => performance.now(),
  };
}

/** Something that takes this long is told of in a log, milliseconds. At a terminal it is told of at once, and wiped away. */
const SLOW_MS = 3_000;

/** Shows what is waited for. */
export async function waitingFor<Value>(terminal: Terminal, what: string, work: Promise<Value>): Promise<Value> {
  if (terminal.isTTY) terminal.write(`${what} ...`);
  const timer = setTimeout(() => terminal.write(`${what} ...\n`), SLOW_MS);
  if (terminal.isTTY) clearTimeout(timer);
  try {
    return await work;
  } finally {
    clearTimeout(timer);
    if (terminal.isTTY) terminal.write('\r\x1b[2K');
  }
}

/** How a finished run is shown there. */
export function lookOf({ color, isTTY, columns }: Terminal): ConsoleOptions {
  return { color, ...(isTTY ? { columns } : {}) };
}
