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

/** How a finished run is shown there. */
export function lookOf({ color, isTTY, columns }: Terminal): ConsoleOptions {
  return { color, ...(isTTY ? { columns } : {}) };
}
