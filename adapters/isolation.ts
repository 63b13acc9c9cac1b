import type { TargetInfo } from '../harness/target.js';
import { ProbeClient, type ProbeOptions } from './probe-client.js';
import { accountOf, probeMachine, stringIn } from './probe-machine.js';

/** How a target keeps accounts apart. */
export type Accounts = Pick<TargetInfo, 'isolation' | 'accountHeader'>;

/** Headers that name the account of a request, on emulators that don't go by its key: moto's. */
const ACCOUNT_HEADERS = ['x-moto-account-id'] as const;

const ONE = '610987654321';
const OTHER = '610987654322';

/**
 * Finds out whether cases can have accounts of their own: named by the key id that a request is signed with, as on LocalStack and
 * MiniStack, or by a header. What is made in one account carries it in its ARN, and is not listed in another one. Makes up to two
 * state machines, and deletes them.
 */
export async function isolationOf(target: Omit<ProbeOptions, 'credentials' | 'headers'>): Promise<Accounts> {
  if (await keepsApart((account) => ({ ...target, credentials: { accessKeyId: account, secretAccessKey: 'test' } }))) {
    return { isolation: 'account' };
  }
  for (const accountHeader of ACCOUNT_HEADERS) {
    if (await keepsApart((account) => ({ ...target, headers: { [accountHeader]: account } }))) {
      return { isolation: 'account', accountHeader };
    }
  }
  return { isolation: 'none' };
}

async function keepsApart(inAccount: (account: string) => ProbeOptions): Promise<boolean> {
  const [one, other] = [new ProbeClient(inAccount(ONE)), new ProbeClient(inAccount(OTHER))];
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
