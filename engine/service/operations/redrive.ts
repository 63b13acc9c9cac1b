import { refusal } from '../error.js';
import { seconds } from '../execution-view.js';
import { executionOf } from '../lookup.js';
import { operation } from '../operation.js';

interface RedriveRequest {
  readonly executionArn: string;
  readonly clientToken?: string;
}

/** How long a client token makes a redrive idempotent, milliseconds. */
const TOKEN_LIFETIME = 15 * 60_000;

export const redriveExecution = operation<RedriveRequest>(({ executionArn, clientToken }, { account }) => {
  const { execution, machine } = executionOf(account, executionArn);
  const known = account.redrives.get(executionArn);
  if (known !== undefined && known.clientToken === clientToken && account.now - known.date < TOKEN_LIFETIME) {
    return { redriveDate: seconds(known.date) };
  }
  const { status, statusReason } = execution.redriveInfo;
  if (status !== 'REDRIVABLE') {
    throw refusal('ExecutionNotRedrivable', statusReason ?? 'The execution can only be redriven with its Map Run');
  }
  account.opened(machine);
  execution.redrive();
  const date = execution.redriveInfo.date ?? account.now;
  if (clientToken !== undefined) account.redrives.set(executionArn, { clientToken, date });
  return { redriveDate: seconds(date) };
});
