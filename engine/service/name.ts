import { refusal } from './error.js';

/**
 * White space, brackets, wildcards, the listed punctuation, control characters and what is no character. CreateStateMachine's
 * reference lists them; activities and executions refuse the same ones (adjudication A07).
 */
const FORBIDDEN = /[\s<>{}[\]?*"#%\\^|~`$&,;:/\p{Cc}\ufffe\uffff\ud800-\udfff\u{10ffff}]/u;

export function isName(name: string): boolean {
  return !FORBIDDEN.test(name);
}

/** @throws ServiceError InvalidName */
export function requireName(name: string): void {
  if (FORBIDDEN.test(name)) throw refusal('InvalidName', name);
}
