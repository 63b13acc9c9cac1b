import type { Credentials, TargetInfo } from './target.js';

/** Keys that mean nothing: they make a well-formed signature for targets that don't check it. */
export function formalCredentials(accessKeyId = 'test'): Credentials {
  return { accessKeyId, secretAccessKey: 'test' };
}

/** What a case signs with. The key id carries its account, where the target keeps accounts apart by it. */
export function credentialsOf(target: TargetInfo, accountId: string): Credentials {
  if (target.credentials !== undefined) return target.credentials;
  return formalCredentials(target.isolation === 'account' ? accountId : undefined);
}
