import { Breach, type CaseContext } from '../harness/index.js';

const PATIENCE_MS = 5_000;

/**
 * Waits for what an answer is to hold, for a while: whether it must be there at once is another matter, and so is whether it ever
 * comes.
 */
export async function toldAtLast({ clock }: CaseContext, isTold: () => Promise<boolean>): Promise<void> {
  await clock.until(isTold, { what: 'it is told', withinMs: PATIENCE_MS }).catch((error: unknown) => {
    if (!(error instanceof Breach)) throw error;
  });
}
