import { isSecretHeader, spellings, withoutSignatures } from '../masking.js';
import { SecretIndex } from './secret-index.js';

export type SecretKind = 'task token' | 'checkpoint token' | 'callback id' | 'token' | 'credential';

/** A message as it is about to be kept. Header names in lower case. */
export interface Message {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Shorter values stand for themselves in too many places: they are hidden only where a member's name tells them. */
const LEAST_SEARCHED = 8;

/** A member of a JSON text, or of a JSON text within one, that holds a secret by its name: its quotes may be escaped. */
const MEMBER = /(\\*")([\w-]{0,40}token|callback_?id)\1(\s*:\s*)\1((?:(?!\1).)+)\1/gis;
/** What a text with such a member has: a search that is quick, for the many texts without. */
const MAYBE_MEMBER = /token\\*"|callback_?id\\*"/i;
/** Tokens that give power over nothing. */
const HARMLESS = /^(next|previous|client|client_?request|continuation|pagination)_?token$/i;
const CALLBACK_PATH = /\/durable-execution-callbacks\/([^/?]+)/;
const KEY_ID = /Credential=([A-Z0-9]{16,128})\//;
const SIGNATURE = /Signature=([0-9a-f]{16,})/;

/**
 * Takes secrets out of what is kept of traffic: the same secret gets the same name, `<task token 1>`, everywhere, so that an
 * exchange still tells which task it is about. It learns secrets as they come, and stays quick when there are thousands.
 */
export class Hiding {
  private readonly names = new Map<string, string>();
  private readonly counts = new Map<SecretKind, number>();
  private readonly index = new SecretIndex();

  /** From now on `value` is hidden wherever it stands. @returns what stands in its place */
  learn(value: string, kind: SecretKind): string {
    const known = this.names.get(value);
    if (known !== undefined) return known;
    const count = (this.counts.get(kind) ?? 0) + 1;
    this.counts.set(kind, count);
    const name = kind === 'credential' ? '<credential>' : `<${kind} ${count}>`;
    this.names.set(value, name);
    if (value.length >= LEAST_SEARCHED) for (const spelling of spellings(value)) this.index.add(spelling, name);
    return name;
  }

  /** How many secrets are known. */
  get known(): number {
    return this.names.size;
  }

  /** Learns what an exchange tells: before it is shown, so that nothing stands in it in the clear. */
  learnFrom(path: string, messages: readonly Message[]): void {
    const callback = CALLBACK_PATH.exec(path)?.[1];
    if (callback !== undefined) this.learn(decoded(callback), 'callback id');
    for (const { headers, body } of messages) {
      const keyId = KEY_ID.exec(headers.authorization ?? '')?.[1];
      if (keyId !== undefined && /[A-Z]/.test(keyId)) this.learn(keyId, 'credential');
      const session = headers['x-amz-security-token'];
      if (session !== undefined && session.length >= 16) this.learn(session, 'credential');
      if (!MAYBE_MEMBER.test(body)) continue;
      for (const [, , member = '', , value = ''] of body.matchAll(MEMBER)) {
        const plain = value.replaceAll(/\\+\//g, '/');
        if (!HARMLESS.test(member) && !isPlaceholder(plain)) this.learn(plain, kindOf(member));
      }
    }
  }

  /** A text without the secrets that are known by now. */
  text(text: string): string {
    return withoutSignatures(this.index.replaceIn(this.withoutShort(text)));
  }

  /** Secrets that are too short to be searched for, where a member's name tells them. */
  private withoutShort(text: string): string {
    if (this.names.size === 0 || !MAYBE_MEMBER.test(text)) return text;
    return text.replace(MEMBER, (whole, quote: string, member: string, colon: string, value: string) => {
      if (HARMLESS.test(member) || value.length >= LEAST_SEARCHED) return whole;
      const name = this.names.get(value);
      return name === undefined ? whole : `${quote}${member}${quote}${colon}${quote}${name}${quote}`;
    });
  }

  /** A text that was cut: what is left of a secret at a cut is hidden, too. */
  cutText(text: string): string {
    return withoutSignatures(this.index.replaceBeginnings(this.text(text)));
  }

  headers(headers: Readonly<Record<string, string>>): Record<string, string> {
    const entries = Object.entries(headers).map(([name, value]): [string, string] => {
      const whole = isSecretHeader(name) || name === 'x-api-key';
      const foreign = name === 'authorization' && !value.startsWith('AWS4-HMAC-SHA256');
      return [name, whole || foreign ? '<credential>' : this.text(value)];
    });
    return Object.fromEntries(entries);
  }

  /** A text of an exchange, without the signature of its request: each request has its own, so none is remembered. */
  ofExchange(authorization: string | undefined): (text: string) => string {
    const signature = SIGNATURE.exec(authorization ?? '')?.[1];
    if (signature === undefined) return (text) => this.text(text);
    return (text) => this.text(text.replaceAll(signature, '<signature>'));
  }
}

function kindOf(member: string): SecretKind {
  if (/callback/i.test(member)) return 'callback id';
  if (/checkpoint/i.test(member)) return 'checkpoint token';
  return /task/i.test(member) ? 'task token' : 'token';
}

const isPlaceholder = (value: string): boolean => /^<[a-z ]+( \d+)?>$/.test(value);

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
