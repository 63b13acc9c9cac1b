import { accountHeadersOf, credentialsOf } from '../harness/credentials.js';
import type { TargetInfo } from '../harness/target.js';
import { ProbeClient, type ProbeOptions } from './probe-client.js';
import { accountOf, probeMachine, stringIn } from './probe-machine.js';

/** How a target keeps accounts apart. */
export type Accounts = Pick<TargetInfo, 'isolation' | 'accountHeader'>;

/** How emulators keep them apart: by the key id that a request is signed with, or by a header that names the account, as moto. */
const WAYS: readonly Accounts[] = [
  { isolation: 'account' },
  { isolation: 'account', accountHeader: 'x-moto-account-id' },
];

const ONE = '610987654321';
const OTHER = '610987654322';

type Asked = Omit<ProbeOptions, 'credentials' | 'headers'>;

/**
 * Finds out whether cases can have accounts of their own. What is made in one account carries it in its ARN, and is not listed in
 * another one. Makes up to two state machines, and deletes them.
 */
export async function isolationOf(target: Asked): Promise<Accounts> {
  for (const accounts of WAYS) if (await keepsApart(target, accounts)) return accounts;
  return { isolation: 'none' };
}

async function keepsApart(target: Asked, accounts: Accounts): Promise<boolean> {
  const inAccount = (account: string) =>
    new ProbeClient({
      ...target,
      credentials: credentialsOf(accounts, account),
      headers: accountHeadersOf(accounts, account),
    });
  const [one, other] = [inAccount(ONE), inAccount(OTHER)];
  try {
    const stateMachineArn = stringIn(await one.call('CreateStateMachine', probeMachine()), 'stateMachineArn');
    if (stateMachineArn === undefined) return false;
    const listed = await other.call('ListStateMachines', { maxResults: 1000 });
    await one.call('DeleteStateMachine', { stateMachineArn });
    if (listed.kind === 'failed' || listed.status !== 200 || !Array.isArray(listed.body?.stateMachines)) return false;
    return accountOf(stateMachineArn) === ONE && !JSON.stringify(listed.body).includes(stateMachineArn);
  } finally {
    await Promise.all([one.close(), other.close()]);
  }
}
