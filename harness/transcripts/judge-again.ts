import type { ReceivedResponse, SentRequest } from '../exchange.js';
import type { ContractRow } from '../record.js';
import { ExchangeJudge } from './exchange-judge.js';
import type { TranscriptExchange, TranscriptFile } from './transcript-file.js';

/** What became of a transcript under the rules of one edition. */
export interface JudgedTranscript {
  readonly judged: number;
  /** Exchanges that got no whole answer when they were recorded. */
  readonly unanswered: number;
  /** Exchanges whose bodies were too long to be kept. */
  readonly unread: number;
  /** One row an operation and rule that was looked at. */
  readonly rows: readonly ContractRow[];
  readonly faults: readonly string[];
}

/** Judges what was recorded by today's rules, without sending anything. */
export function judgeTranscript({ header, exchanges }: TranscriptFile, edition: string): JudgedTranscript {
  const judge = new ExchangeJudge(edition);
  const counts = { judged: 0, unanswered: 0, unread: 0 };
  for (const exchange of exchanges) {
    const { request, response } = exchange;
    const sent = sentRequest(header.target, exchange);
    if (response === undefined) counts.unanswered++;
    else if (request.cutFrom !== undefined || response.cutFrom !== undefined || sent === undefined) counts.unread++;
    else {
      const received: ReceivedResponse = { status: response.status, headers: response.headers, text: response.body };
      judge.judge(exchange, sent, received);
      counts.judged++;
    }
  }
  return { ...counts, rows: judge.rows, faults: judge.faults };
}

/** A request as it was sent to `target`; nothing when its path is none. */
export function sentRequest(target: string, { request }: TranscriptExchange): SentRequest | undefined {
  const { method, path, headers, body } = request;
  const url = path.startsWith('/') ? `${target.replace(/\/+$/, '')}${path}` : path;
  return URL.canParse(url) ? { method, url, headers, body } : undefined;
}
