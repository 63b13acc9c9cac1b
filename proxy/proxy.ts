import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { packageRoot } from '../specs/package-root.js';
import type { Side } from './conversation.js';
import { type Bystander, Relay } from './relay.js';
import type { ProxySummary, Sighting, WatcherOptions } from './watcher.js';
import type { FromWatcher, ToWatcher } from './watcher-thread.js';

const THREAD = join(packageRoot, 'dist', 'proxy', 'watcher-thread.js');

/** So many bytes may wait to be looked at. Beyond that traffic is slowed down: nothing is lost, and memory has an end. */
const MOST_WAITING = 256 * 1024 * 1024;

export interface ProxyOptions {
  /** `http://` or `https://`. */
  readonly target: URL;
  /** Default 0: any free port. */
  readonly port?: number;
  /** Default `127.0.0.1`. */
  readonly host?: string;
  readonly edition: string;
  /** Where to write the transcript. */
  readonly transcript?: string;
  readonly ca?: string;
  readonly toolVersion: string;
}

export interface RunningProxy {
  /** `http://127.0.0.1:<port>`. */
  readonly url: string;
  /** Ends it, and waits until all that passed was judged and written. May be called twice. */
  close(): Promise<ProxySummary>;
}

/** The transcript can't be written. `cause` is the error of the file system. */
export class TranscriptError extends Error {
  override readonly name = 'TranscriptError';
}

/**
 * Starts a proxy before a target. The target need not be there yet.
 * @throws TranscriptError, or the listen error (`EADDRINUSE`, ...)
 */
export async function startProxy(options: ProxyOptions): Promise<RunningProxy> {
  const { target, ca } = options;
  const watching = new Watching({
    target: `${target.protocol}//${target.host}`,
    edition: options.edition,
    toolVersion: options.toolVersion,
    ...(options.transcript === undefined ? {} : { transcript: options.transcript }),
  });
  await watching.ready;
  const relay = new Relay({ target, bystander: watching, ...(ca === undefined ? {} : { ca }) });
  watching.onCaughtUp = () => relay.resume();
  try {
    await new Promise<void>((resolve, reject) => {
      relay.server.once('error', reject);
      relay.server.listen({ port: options.port ?? 0, host: options.host ?? '127.0.0.1', backlog: 4_096 }, resolve);
    });
  } catch (error) {
    await watching.finish();
    throw error;
  }
  const { address, port, family } = relay.server.address() as AddressInfo;
  let closing: Promise<ProxySummary> | undefined;
  const close = async () => {
    await relay.close();
    return await watching.finish();
  };
  return {
    url: `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`,
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}

/** The thread that watches. What happens in one turn of the event loop goes to it at once. */
class Watching implements Bystander {
  readonly ready: Promise<void>;
  onCaughtUp: () => void = () => undefined;
  private readonly thread: Worker;
  private batch: Sighting[] = [];
  private batchBytes = 0;
  /** The sizes of the batches that it has not done with. */
  private readonly unseen: number[] = [];
  private waiting = 0;
  private summary: ((summary: ProxySummary) => void) | undefined;
  /** Why it ended before it was told to. */
  private death: string | undefined;

  constructor(options: WatcherOptions) {
    this.thread = new Worker(THREAD, { workerData: options });
    this.ready = new Promise((resolve, reject) => {
      this.thread.on('message', (message: FromWatcher) => {
        switch (message.kind) {
          case 'ready':
            resolve();
            break;
          case 'unable':
            reject(new TranscriptError(message.message, { cause: { code: message.code, message: message.message } }));
            break;
          case 'caught-up':
            this.caughtUp();
            break;
          case 'summary':
            this.summary?.(message.summary);
        }
      });
      this.thread.once('error', (error) => {
        this.died(error.message);
        reject(error);
      });
      this.thread.once('exit', () => this.died('it ended'));
    });
  }

  get isBehind(): boolean {
    return this.waiting > MOST_WAITING;
  }

  bytes(connection: number, side: Side, bytes: Buffer): void {
    // A copy of its own: the buffer may be a part of a larger one, which would go to the thread as a whole.
    this.note({ kind: 'bytes', connection, side, bytes: new Uint8Array(bytes), at: now() }, bytes.length);
  }

  closed(connection: number, failure: string): void {
    this.note({ kind: 'closed', connection, failure, at: now() }, 0);
  }

  /** What was found, once all was looked at. */
  async finish(): Promise<ProxySummary> {
    this.send();
    const summary = new Promise<ProxySummary>((resolve) => {
      this.summary = resolve;
    });
    if (this.death !== undefined) this.died(this.death);
    this.tell({ kind: 'finish' });
    const found = await summary;
    await this.thread.terminate();
    return found;
  }

  private note(sighting: Sighting, size: number): void {
    if (this.death !== undefined) return;
    if (this.batch.length === 0) setImmediate(() => this.send());
    this.batch.push(sighting);
    this.batchBytes += size;
    this.waiting += size;
  }

  private send(): void {
    if (this.batch.length === 0) return;
    this.tell({ kind: 'seen', sightings: this.batch });
    this.unseen.push(this.batchBytes);
    this.batch = [];
    this.batchBytes = 0;
  }

  private tell(message: ToWatcher): void {
    const buffers =
      message.kind === 'seen'
        ? message.sightings.flatMap((sighting) =>
            sighting.kind === 'bytes' ? [sighting.bytes.buffer as ArrayBuffer] : [],
          )
        : [];
    this.thread.postMessage(message, buffers);
  }

  private caughtUp(): void {
    const wasBehind = this.isBehind;
    this.waiting -= this.unseen.shift() ?? 0;
    if (wasBehind && !this.isBehind) this.onCaughtUp();
  }

  /** Traffic goes on, whatever becomes of the watching. */
  private died(reason: string): void {
    this.death ??= reason;
    this.waiting = 0;
    this.onCaughtUp();
    const faults = [`The proxy passed everything on, but its judge failed: ${this.death}.`];
    this.summary?.({ judged: 0, unanswered: 0, unread: 0, others: 0, opaque: 0, rows: [], faults });
  }
}

/** With fractions, and never running back. */
function now(): number {
  return performance.timeOrigin + performance.now();
}
