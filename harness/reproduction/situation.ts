/** What a reproduction needs to know of the target and the case. */
export interface Situation {
  readonly url: string;
  readonly region: string;
  /** The access key id that a request without real keys carries: it may name the account. Means nothing otherwise. */
  readonly keyId: string;
  /** How requests are signed: with the keys of the user's environment, or in form only. */
  readonly auth: 'environment' | 'form';
  /** Names that the case made for this run: a repetition takes new ones. */
  readonly freshNames: readonly string[];
  /** The control endpoint of a virtual clock, and the account it moves. */
  readonly clock?: { readonly control: string; readonly accountId: string };
  readonly hostPrefix: boolean;
  /** Those that name the account of each request. */
  readonly headers: Readonly<Record<string, string>>;
  /** Shows a text without its secrets. */
  readonly mask: (text: string) => string;
}

/** What a failure says, for the last lines of a reproduction. */
export interface Shown {
  readonly expected: string;
  readonly actual: string;
}

/** One line of it, for a comment. */
export function inOneLine(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length > 300 ? `${line.slice(0, 300)}...` : line;
}
