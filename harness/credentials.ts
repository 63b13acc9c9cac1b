import type { Credentials, TargetInfo } from './target.js';

/** Keys that mean nothing: they make a well-formed signature for targets that don't check it. */
export function formalCredentials(accessKeyId = 'test'): Credentials {
  return { accessKeyId, secretAccessKey: 'test' };
}

/** How a target tells accounts apart, and the keys that it is given. */
type Accounting = Pick<TargetInfo, 'isolation' | 'accountHeader' | 'credentials'>;

/** Headers that name the account of a case, where the target keeps accounts apart by them. */
export function accountHeadersOf({ accountHeader }: Accounting, accountId: string): Readonly<Record<string, string>> {
  return accountHeader === undefined ? {} : { [accountHeader]: accountId };
}

/** What a case signs with. The key id carries its account, where the target keeps accounts apart by it. */
export function credentialsOf(target: Accounting, accountId: string): Credentials {
  if (target.credentials !== undefined) return target.credentials;
  const isByKey = target.isolation === 'account' && target.accountHeader === undefined;
  return formalCredentials(isByKey ? accountId : undefined);
}
