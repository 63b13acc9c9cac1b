/**
 * Text in which a credential or a signature may stand, wherever it comes from. In JSON within JSON a backslash before a quote
 * ends it, one before a slash does not: what is masked must stay JSON.
 */
const PATTERNS: readonly (readonly [RegExp, string])[] = [
  [/(Credential=)(?:[^,\s"'&\\]|\\+\/)+/g, '$1<credential>'],
  [/(Signature=)(?:[^,\s"'&\\]|\\+\/)+/g, '$1<signature>'],
  [/(X-Amz-Security-Token[=:]\s*)(?:[^,\s"'&\\]|\\+\/)+/gi, '$1<credential>'],
];

/** Headers whose whole value is a secret. */
const SECRET_HEADERS: ReadonlySet<string> = new Set([
  'x-amz-security-token',
  'cookie',
  'set-cookie',
  'proxy-authorization',
]);

/** Whether the whole value of a header is a secret. */
export function isSecretHeader(name: string): boolean {
  return SECRET_HEADERS.has(name.toLowerCase());
}

/** A text without credentials and signatures that stand in it as a request carries them. */
export function withoutSignatures(text: string): string {
  return PATTERNS.reduce((masked, [pattern, replacement]) => masked.replace(pattern, replacement), text);
}

/** What must not leave the worker, and what stands in its place. One for each case: it learns task tokens as they come. */
export class Masking {
  private readonly values = new Map<string, string>();

  /** From now on `value` is shown as `placeholder`. Values of less than 4 characters would mask too much: they are left out. */
  add(value: string | undefined, placeholder: string): void {
    if (value === undefined || value.length < 4) return;
    for (const spelling of spellings(value)) this.values.set(spelling, placeholder);
  }

  addToken(token: string): void {
    this.add(token, '<task token>');
  }

  text(text: string): string {
    let masked = text;
    // The longest first: one secret may hold another.
    for (const [value, placeholder] of [...this.values].sort(([a], [b]) => b.length - a.length)) {
      masked = masked.replaceAll(value, placeholder);
    }
    // Only then what a cut left of one: a spelling of a secret may begin as another does.
    for (const [value, placeholder] of this.values) masked = withoutBeginnings(masked, value, placeholder);
    return withoutSignatures(masked);
  }

  headers(headers: Readonly<Record<string, string>>): Record<string, string> {
    const entries = Object.entries(headers).map(([name, value]): [string, string] => [
      name,
      isSecretHeader(name) ? '<credential>' : this.text(value),
    ]);
    return Object.fromEntries(entries);
  }
}

/** So much of a secret is masked, too: texts are cut to a length, and a cut may go through it. */
const LEAST_SECRET = 16;
const LEAST_BEGINNING = 8;

function withoutBeginnings(text: string, secret: string, placeholder: string): string {
  if (secret.length < LEAST_SECRET) return text;
  const beginning = secret.slice(0, LEAST_BEGINNING);
  let masked = '';
  let from = 0;
  for (let at = text.indexOf(beginning); at >= 0; at = text.indexOf(beginning, from)) {
    let length = LEAST_BEGINNING;
    while (length < secret.length && text[at + length] === secret[length]) length++;
    masked += text.slice(from, at) + placeholder;
    from = at + length;
  }
  return masked + text.slice(from);
}

/** How a text may stand in JSON, and in JSON within JSON; with its slashes escaped, as some servers do, or in a URL. */
export function spellings(text: string): string[] {
  const once = JSON.stringify(text).slice(1, -1);
  const slashed = once.replaceAll('/', '\\/');
  const all = [text, once, slashed, ...[once, slashed].map((inner) => JSON.stringify(inner).slice(1, -1))];
  return [...new Set([...all, percentEncoded(text)])];
}

/** In a URL. What is no text in Unicode can't stand in one: half a character becomes U+FFFD, as everywhere else. */
export function percentEncoded(text: string): string {
  return encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, '\ufffd'));
}
