import { exitCodes } from '../exit.js';

/** What follows the first signal as closely is the same one: `timeout`, npm and shells send it to the process and to its group. */
const SAME_MS = 1_000;

/**
 * A signal that a Ctrl-C or a SIGTERM aborts, so that a run ends in order: the target is stopped, what is known is reported.
 * A second one ends the process at once; targets that run as processes of their own end with it.
 */
export function interruption(): { readonly signal: AbortSignal; dispose(): void } {
  const controller = new AbortController();
  let firstAt = Number.NEGATIVE_INFINITY;
  const onSignal = () => {
    const now = performance.now();
    if (!controller.signal.aborted) firstAt = now;
    else if (now - firstAt > SAME_MS) process.exit(exitCodes.inconclusive);
    controller.abort();
  };
  const signals = ['SIGINT', 'SIGTERM'] as const;
  for (const signal of signals) process.on(signal, onSignal);
  return {
    signal: controller.signal,
    dispose: () => {
      for (const signal of signals) process.off(signal, onSignal);
    },
  };
}
