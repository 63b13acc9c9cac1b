import { type BodyLength, type Head, HttpReader } from './http-reader.js';

/** A message whose body has come, or as far as it came. */
export interface RawMessage {
  readonly head: Head;
  /** As on the wire: still compressed, when it was. */
  readonly body: Buffer;
  /** How many bytes the body had, when it was too long to keep. */
  readonly cutFrom?: number;
}

/** One request that passed and what came of it. */
export interface RawExchange {
  /** When its first byte came, milliseconds since the epoch. */
  readonly startedAt: number;
  readonly durationMs: number;
  readonly request: RawMessage;
  readonly response?: RawMessage;
  /** Why there is no whole answer. */
  readonly failure?: string;
}

export type Side = 'client' | 'target';

/** Longer bodies are passed on like all others, and neither kept nor judged. */
export const LONGEST_BODY = 64 * 1024 * 1024;

class Collected {
  private parts: Buffer[] = [];
  private size = 0;

  constructor(readonly head: Head) {}

  add(part: Buffer): void {
    this.size += part.length;
    if (this.size <= LONGEST_BODY) this.parts.push(part);
    else this.parts = [];
  }

  get message(): RawMessage {
    const cut = this.size > LONGEST_BODY ? { cutFrom: this.size } : {};
    return { head: this.head, body: Buffer.concat(this.parts), ...cut };
  }
}

interface Open {
  readonly startedAt: number;
  readonly collected: Collected;
}

/** Puts the bytes of one connection together to exchanges: the answers come in the order of the requests. */
export class Conversation {
  private readonly waiting: Open[] = [];
  private readonly client: HttpReader;
  private readonly target: HttpReader;
  private answer: Collected | undefined;
  /** An upgrade, a tunnel, or no HTTP at all. */
  private isOpaque = false;
  private now = 0;

  /** @param told each exchange as it ends; `opaque`: from now on nothing of this connection can be read */
  constructor(private readonly told: { exchange(exchange: RawExchange): void; opaque(): void }) {
    const opaque = () => this.becomeOpaque();
    this.client = new HttpReader({
      head: (head) => {
        this.waiting.push({ startedAt: this.now, collected: new Collected(head) });
        return requestLength(head);
      },
      body: (part) => this.waiting.at(-1)?.collected.add(part),
      end: () => undefined,
      opaque,
    });
    this.target = new HttpReader({
      head: (head) => this.answerBegins(head),
      body: (part) => this.answer?.add(part),
      end: () => this.answerEnds(),
      opaque,
    });
  }

  /** @param at milliseconds since the epoch */
  push(side: Side, bytes: Buffer, at: number): void {
    if (this.isOpaque) return;
    this.now = at;
    (side === 'client' ? this.client : this.target).push(bytes);
  }

  /** The connection has ended. @param failure what the requests that wait for an answer are told to have failed by */
  close(failure: string, at: number): void {
    if (this.isOpaque) return;
    this.now = at;
    this.target.close();
    for (const { startedAt, collected } of this.waiting.splice(0)) {
      this.told.exchange({ startedAt, durationMs: at - startedAt, request: collected.message, failure });
    }
  }

  private answerBegins(head: Head): BodyLength {
    const status = Number(head.startLine.split(' ', 2)[1]);
    const asked = this.waiting[0]?.collected.head.startLine.split(' ', 1)[0];
    if (asked === undefined || status === 101 || (asked === 'CONNECT' && status < 300)) return { kind: 'opaque' };
    // 100 Continue and its like come before the answer.
    if (status < 200) return { kind: 'none' };
    this.answer = new Collected(head);
    return asked === 'HEAD' || status === 204 || status === 304 ? { kind: 'none' } : responseLength(head);
  }

  private answerEnds(): void {
    if (this.answer === undefined) return;
    const open = this.waiting.shift();
    if (open !== undefined) {
      const { startedAt, collected } = open;
      const response = this.answer.message;
      this.told.exchange({ startedAt, durationMs: this.now - startedAt, request: collected.message, response });
    }
    this.answer = undefined;
  }

  private becomeOpaque(): void {
    if (this.isOpaque) return;
    this.isOpaque = true;
    this.waiting.splice(0);
    this.told.opaque();
  }
}

function requestLength({ headers }: Head): BodyLength {
  if (/\bchunked\s*$/i.test(headers['transfer-encoding'] ?? '')) return { kind: 'chunked' };
  return fixedLength(headers['content-length'] ?? '0');
}

function responseLength({ headers }: Head): BodyLength {
  if (/\bchunked\s*$/i.test(headers['transfer-encoding'] ?? '')) return { kind: 'chunked' };
  const length = headers['content-length'];
  return length === undefined ? { kind: 'until-close' } : fixedLength(length);
}

function fixedLength(text: string): BodyLength {
  // A repeated header of one value is joined: "5, 5".
  const [first = '', ...others] = text.split(',').map((value) => value.trim());
  if (!/^\d{1,15}$/.test(first) || others.some((other) => other !== first)) return { kind: 'opaque' };
  return { kind: 'fixed', bytes: Number(first) };
}
