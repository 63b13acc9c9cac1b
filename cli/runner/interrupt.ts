import { exitCodes } from '../exit.js';

/**
 * A signal that a Ctrl-C or a SIGTERM aborts, so that a run ends in order: the target is stopped, what is known is reported.
 * A second one ends the process at once; targets that run as processes of their own end with it.
 */
export function interruption(): { readonly signal: AbortSignal; dispose(): void } {
  const controller = new AbortController();
  const onSignal = () => {
    if (controller.signal.aborted) process.exit(exitCodes.inconclusive);
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
