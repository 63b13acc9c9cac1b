import type { VirtualClock } from '../clock.js';
import { DEFAULT_ACCOUNT, type DurableService } from './service.js';

/** Waits until no function of the account runs. Only for functions that end without the clock. */
export async function settle(service: DurableService, accountId: string = DEFAULT_ACCOUNT): Promise<void> {
  do {
    await new Promise((resolve) => setImmediate(resolve));
  } while (service.activity(accountId).calls > 0);
}

/** Moves a virtual clock from timer to timer until the execution has ended, or nothing would move it on. */
export async function finish(
  service: DurableService,
  clock: VirtualClock,
  executionArn: string,
  accountId: string = DEFAULT_ACCOUNT,
): Promise<void> {
  do {
    await settle(service, accountId);
  } while (service.account(accountId).get(executionArn).running && clock.advanceToNext());
  await settle(service, accountId);
}
