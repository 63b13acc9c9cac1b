import type { ReceivedResponse, SentRequest } from '../harness/exchange.js';
import type { ContractRow } from '../harness/record.js';
import { ExchangeJudge } from '../harness/transcripts/exchange-judge.js';
import { Hiding } from '../harness/transcripts/hiding.js';
import { recognise } from '../harness/transcripts/recognise.js';
import { TRANSCRIPT_VERSION } from '../harness/transcripts/transcript-file.js';
import { TranscriptWriter } from '../harness/transcripts/transcript-writer.js';
import { Conversation, type RawExchange, type RawMessage, type Side } from './conversation.js';
import { bodyText } from './decoded.js';

export interface WatcherOptions {
  /** The address of the target, without user name and password. */
  readonly target: string;
  readonly edition: string;
  /** The path of the transcript. Absent: none is kept. */
  readonly transcript?: string;
  readonly toolVersion: string;
}

/** Something that happened on a connection, at a time: milliseconds since the epoch. */
export type Sighting =
  | {
      readonly kind: 'bytes';
      readonly connection: number;
      readonly side: Side;
      readonly bytes: Uint8Array;
      readonly at: number;
    }
  /** `failure`: why requests that wait for an answer will get none. */
  | { readonly kind: 'closed'; readonly connection: number; readonly failure: string; readonly at: number };

/** What passed, and what was found. */
export interface ProxySummary {
  /** Exchanges of Step Functions and of durable executions that were judged. */
  readonly judged: number;
  /** Those that got no whole answer. */
  readonly unanswered: number;
  /** Those whose answer could not be read as HTTP, or was too long to look at. */
  readonly unread: number;
  /** Exchanges of anything else: passed on, and not looked at. */
  readonly others: number;
  /** Connections that became something else than HTTP. */
  readonly opaque: number;
  /** One row an operation and rule. */
  readonly rows: readonly ContractRow[];
  /** What went wrong in the watcher itself: sentences. */
  readonly faults: readonly string[];
}

/** Judges what passes a proxy and writes it down. It is told bytes, in order for each connection. */
export class Watcher {
  private readonly conversations = new Map<number, Conversation>();
  private readonly judge: ExchangeJudge;
  private readonly hiding = new Hiding();
  private readonly writer: TranscriptWriter | undefined;
  private readonly faults: string[] = [];
  private counts = { judged: 0, unanswered: 0, unread: 0, others: 0, opaque: 0 };
  private index = 0;

  /** @throws the error of the file system when the transcript can't be written */
  constructor(private readonly options: WatcherOptions) {
    const { target, edition, transcript, toolVersion } = options;
    this.judge = new ExchangeJudge(edition);
    if (transcript === undefined) return;
    this.writer = new TranscriptWriter(
      transcript,
      {
        transcriptVersion: TRANSCRIPT_VERSION,
        tool: { name: 'sfn-conformance', version: toolVersion },
        source: 'proxy',
        target,
        edition,
        startedAt: new Date().toISOString(),
      },
      this.hiding,
    );
  }

  see(sighting: Sighting): void {
    const { connection, at } = sighting;
    const conversation = this.conversations.get(connection) ?? this.begin(connection);
    switch (sighting.kind) {
      case 'bytes': {
        const { buffer, byteOffset, byteLength } = sighting.bytes;
        conversation.push(sighting.side, Buffer.from(buffer, byteOffset, byteLength), at);
        break;
      }
      case 'closed':
        conversation.close(sighting.failure, at);
        this.conversations.delete(connection);
        break;
    }
  }

  /** Writes what was held back. */
  flush(): void {
    this.guarded('write the transcript', () => this.writer?.flush());
  }

  async finish(): Promise<ProxySummary> {
    try {
      await this.writer?.finish();
    } catch (error) {
      this.fault('finish the transcript', error);
    }
    const rows = this.judge.rows.map((row) => ({
      ...row,
      ...(row.example === undefined ? {} : { example: this.hiding.cutText(row.example) }),
    }));
    return {
      ...this.counts,
      rows,
      faults: [...this.faults, ...this.judge.faults].map((text) => this.hiding.cutText(text)),
    };
  }

  private begin(connection: number): Conversation {
    const conversation = new Conversation({
      exchange: (exchange) => this.guarded('look at an exchange', () => this.ended(exchange)),
      opaque: () => {
        this.counts.opaque++;
      },
    });
    this.conversations.set(connection, conversation);
    return conversation;
  }

  private ended({ startedAt, durationMs, request, response, failure }: RawExchange): void {
    const [method = '', path = '/'] = request.head.startLine.split(' ', 2);
    const { headers } = request.head;
    const asked = recognise(method, path, headers);
    if (asked === undefined) {
      this.counts.others++;
      return;
    }
    const answer = response === undefined ? undefined : { status: statusOf(response), ...kept(response) };
    const sent = kept(request);
    const exchange = { ...asked, startedAt, durationMs, request: { method, path, ...sent } };
    if (answer === undefined) {
      this.counts.unanswered++;
      this.write({ ...exchange, failure: failure ?? 'There was no answer.' });
      return;
    }
    const received: ReceivedResponse = { status: answer.status, headers: answer.headers, text: answer.body };
    const url = urlOf(this.options.target, path);
    if (url === undefined || sent.cutFrom !== undefined || answer.cutFrom !== undefined) this.counts.unread++;
    else {
      const asSent: SentRequest = { method, url, headers, body: sent.body };
      this.judge.judge(asked, asSent, received);
      this.counts.judged++;
    }
    this.write({ ...exchange, response: answer });
  }

  private write(exchange: Omit<Parameters<TranscriptWriter['write']>[0], 'index'>): void {
    const clear = { ...exchange, index: this.index++ };
    if (this.writer !== undefined) this.writer.write(clear);
    // Findings quote answers: what is a secret must be known for them, too.
    else
      this.hiding.learnFrom(clear.request.path, [
        clear.request,
        ...(clear.response === undefined ? [] : [clear.response]),
      ]);
  }

  private guarded(what: string, work: () => void): void {
    try {
      work();
    } catch (error) {
      this.fault(what, error);
    }
  }

  private fault(what: string, error: unknown): void {
    const text = `The proxy could not ${what}: ${error instanceof Error ? error.message : String(error)}`;
    if (!this.faults.includes(text)) this.faults.push(text);
  }
}

function kept(message: RawMessage) {
  const { cutFrom, head } = message;
  return { headers: head.headers, body: bodyText(message), ...(cutFrom === undefined ? {} : { cutFrom }) };
}

function statusOf({ head }: RawMessage): number {
  return Number(head.startLine.split(' ', 2)[1]);
}

function urlOf(target: string, path: string): string | undefined {
  try {
    return new URL(path.startsWith('/') ? `${new URL(target).origin}${path}` : path, target).href;
  } catch {
    return undefined;
  }
}
