import { connect as connectTcp, createServer, isIP, type Server, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { reasonOf } from '../harness/no-connection.js';
import type { Side } from './conversation.js';

/** Told of all that passes. It must not take long. */
export interface Bystander {
  bytes(connection: number, side: Side, bytes: Buffer): void;
  /** @param failure what became of requests that wait for an answer */
  closed(connection: number, failure: string): void;
  /** When it can't keep up, reading stops until it can. */
  readonly isBehind: boolean;
}

export interface RelayOptions {
  readonly target: URL;
  /** PEM text of the authority of the target's certificate. */
  readonly ca?: string;
  readonly bystander: Bystander;
}

/**
 * Passes the bytes of each connection on to a connection of its own to the target, and back: not one is changed, whatever they
 * say. Only where the target gives no answer at all is there one from here: 502.
 */
export class Relay {
  readonly server: Server;
  private readonly open = new Set<Relayed>();
  private connections = 0;

  constructor(options: RelayOptions) {
    // A client may close its half of the connection and still wait for an answer.
    this.server = createServer({ allowHalfOpen: true, noDelay: true }, (client) => {
      const relayed = new Relayed(this.connections++, client, options, () => this.open.delete(relayed));
      this.open.add(relayed);
    });
  }

  /** The bystander has caught up. */
  resume(): void {
    for (const relayed of this.open) relayed.resume();
  }

  /** Takes no new connection and ends those that there are. */
  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    for (const relayed of this.open) relayed.end('The proxy was ended.');
    await closed;
  }
}

class Relayed {
  private readonly target: Socket;
  private hasAsked = false;
  private hasAnswered = false;
  /** Why the target is not there, found out before the client has asked for anything. */
  private early: string | undefined;
  private isOver = false;

  constructor(
    private readonly id: number,
    private readonly client: Socket,
    private readonly options: RelayOptions,
    private readonly over: () => void,
  ) {
    this.target = connectTo(options);
    this.pass(client, this.target, 'client');
    this.pass(this.target, client, 'target');
    client.once('error', () => this.end(CLIENT_GONE));
    client.once('close', () => this.end(CLIENT_GONE));
    this.target.once('error', (error: NodeJS.ErrnoException) => this.failed(failureOf(error)));
    this.target.once('close', () => {
      if (this.early === undefined) this.end('The target closed the connection before the whole answer had come.');
    });
  }

  resume(): void {
    if (!this.target.writableNeedDrain) this.client.resume();
    if (!this.client.writableNeedDrain) this.target.resume();
  }

  end(failure: string): void {
    this.client.destroy();
    this.target.destroy();
    if (this.isOver) return;
    this.isOver = true;
    this.options.bystander.closed(this.id, failure);
    this.over();
  }

  private pass(from: Socket, to: Socket, side: Side): void {
    const { bystander } = this.options;
    from.on('data', (bytes: Buffer) => {
      if (this.isOver) return;
      if (side === 'client') this.hasAsked = true;
      else this.hasAnswered = true;
      const isTaken = this.early !== undefined || to.write(bytes);
      bystander.bytes(this.id, side, bytes);
      if (this.early !== undefined) this.refuse(this.early);
      else if (!isTaken || bystander.isBehind) from.pause();
    });
    to.on('drain', () => {
      if (!bystander.isBehind) from.resume();
    });
    from.once('end', () => {
      if (side === 'target' && !this.hasAnswered) this.failed('it closed the connection');
      else to.end();
    });
  }

  /**
   * The target is gone. A connection that it has answered on before breaks for the client as it did here: clients know what to do
   * with that. One that it never said a word on gets a 502.
   */
  private failed(reason: string): void {
    if (this.isOver || this.early !== undefined) return;
    const sentence = `The target ${addressOf(this.options.target)} gave no answer: ${reason}.`;
    if (this.hasAnswered) {
      this.client.resetAndDestroy();
      this.end(sentence);
    } else if (this.hasAsked) this.refuse(sentence);
    // An answer before the question would confuse a client.
    else this.early = sentence;
  }

  private refuse(sentence: string): void {
    if (this.client.destroyed) this.end(sentence);
    if (this.isOver) return;
    this.isOver = true;
    this.target.destroy();
    this.options.bystander.closed(this.id, sentence);
    const close = () => {
      this.client.destroy();
      this.over();
    };
    // What is left of the request is read and dropped: unread bytes would break the connection before the answer is read.
    this.client.resume();
    this.client.once('end', close);
    this.client.end(badGateway(sentence), () => setTimeout(close, LINGER_MS).unref());
  }
}

const CLIENT_GONE = 'The client went away before it had the whole answer.';
/** How long a client may take to read the 502 before its connection is closed. */
const LINGER_MS = 2_000;

function connectTo({ target, ca }: RelayOptions): Socket {
  const host = target.hostname.replace(/^\[(.*)\]$/, '$1');
  if (target.protocol !== 'https:') {
    return connectTcp({ host, port: Number(target.port) || 80, allowHalfOpen: true, noDelay: true });
  }
  const authority = ca === undefined ? {} : { ca };
  // The plain connection keeps its halves apart; the encryption goes on top of it.
  const plain = connectTcp({ host, port: Number(target.port) || 443, allowHalfOpen: true, noDelay: true });
  return connectTls({ socket: plain, servername: isIP(host) === 0 ? host : '', ...authority });
}

function badGateway(message: string): string {
  const body = JSON.stringify({ __type: 'BadGateway', message: `sfn-conformance proxy: ${message}` });
  return [
    'HTTP/1.1 502 Bad Gateway',
    'content-type: application/x-amz-json-1.0',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
    '',
    body,
  ].join('\r\n');
}

function addressOf({ protocol, host }: URL): string {
  return `${protocol}//${host}`;
}

const BROKEN: ReadonlySet<string | undefined> = new Set(['ECONNRESET', 'EPIPE']);

function failureOf(error: NodeJS.ErrnoException): string {
  return BROKEN.has(error.code) ? 'it broke the connection' : reasonOf(error);
}
