import { setTimeout as pause } from 'node:timers/promises';
import { credentialsOf } from '../credentials.js';
import { parseBody } from '../judge/body.js';
import { serviceError, shownError } from '../judge/error-shape.js';
import { membersOf } from '../judge/judge.js';
import type { ContractRow } from '../record.js';
import { Signer } from '../signer.js';
import type { TargetInfo } from '../target.js';
import type { Answer, Transport } from '../transport.js';
import { ExchangeJudge } from './exchange-judge.js';
import { Hiding } from './hiding.js';
import { sentRequest } from './judge-again.js';
import type { TranscriptExchange, TranscriptFile } from './transcript-file.js';
import { Translation } from './translation.js';

/** An answer that is not the one that was recorded: by its status, or by the error that it names. */
export interface OtherAnswer {
  /** The exchange's place in the transcript. */
  readonly index: number;
  readonly operation: string;
  readonly then: string;
  readonly now: string;
}

export interface PlayedAgain {
  /** Requests that were sent again. */
  readonly sent: number;
  /** Those that could not be: they got no answer then, or were too long to be kept. */
  readonly left: number;
  readonly others: readonly OtherAnswer[];
  readonly rows: readonly ContractRow[];
  readonly faults: readonly string[];
}

export interface PlayOptions {
  readonly target: TargetInfo;
  readonly edition: string;
  readonly transport: Transport;
  /** For all of it, milliseconds. Exchanges that come later are not sent. */
  readonly withinMs: number;
  readonly signal: AbortSignal;
}

/** Headers that the sending makes anew. */
const MADE_ANEW: ReadonlySet<string> = new Set([
  'host',
  'connection',
  'content-length',
  'transfer-encoding',
  'accept-encoding',
  'content-encoding',
  'expect',
  'keep-alive',
  'authorization',
  'x-amz-date',
  'x-amz-content-sha256',
  'x-amz-security-token',
]);

const POLL_MS = 75_000;
const PAUSE_MS = 100;

/**
 * Sends the requests of a transcript again, to any target: in their order, those at once that were under way at once. What the
 * target gave then is put in today's words. Each answer is judged, and compared with the one that was recorded.
 */
export async function playAgain({ exchanges }: TranscriptFile, options: PlayOptions): Promise<PlayedAgain> {
  const inOrder = exchanges.toSorted((a, b) => a.startedAt - b.startedAt);
  const player = new Player(options);
  const deadline = performance.now() + options.withinMs;
  const underWay: { readonly until: number; readonly done: Promise<void> }[] = [];
  for (const exchange of inOrder) {
    // Whoever had its answer before this was sent may be what it builds on.
    const before = underWay.filter(({ until }) => until <= exchange.startedAt);
    await Promise.all(before.map(({ done }) => done));
    for (const ended of before) underWay.splice(underWay.indexOf(ended), 1);
    if (performance.now() > deadline || options.signal.aborted) player.left++;
    else underWay.push({ until: exchange.startedAt + exchange.durationMs, done: player.play(exchange, deadline) });
  }
  await Promise.all(underWay.map(({ done }) => done));
  return player.result;
}

class Player {
  left = 0;
  private sent = 0;
  private readonly others: OtherAnswer[] = [];
  private readonly translation = new Translation();
  private readonly judge: ExchangeJudge;
  private readonly hiding = new Hiding();

  constructor(private readonly options: PlayOptions) {
    this.judge = new ExchangeJudge(options.edition);
  }

  get result(): PlayedAgain {
    const { judge, hiding } = this;
    const hide = (text: string) => hiding.cutText(text);
    return {
      sent: this.sent,
      left: this.left,
      others: this.others
        .sort((a, b) => a.index - b.index)
        .map((other) => ({ ...other, then: hide(other.then), now: hide(other.now) })),
      rows: judge.rows.map((row) => ({ ...row, ...(row.example === undefined ? {} : { example: hide(row.example) }) })),
      faults: judge.faults.map(hide),
    };
  }

  async play(exchange: TranscriptExchange, deadline: number): Promise<void> {
    const { request, response } = exchange;
    if (response === undefined || request.cutFrom !== undefined) {
      this.left++;
      return;
    }
    for (;;) {
      const answer = await this.send(exchange);
      if (answer === undefined) {
        this.left++;
        return;
      }
      const isEarly = answer.kind === 'answered' && stillRuns(exchange, answer.response.text);
      if (isEarly && performance.now() < deadline && !this.options.signal.aborted) {
        await this.letTimePass();
        continue;
      }
      this.sent++;
      this.compare(exchange, response, answer);
      return;
    }
  }

  private async letTimePass(): Promise<void> {
    const { target, transport, signal } = this.options;
    if (target.clock.kind === 'real') {
      await pause(PAUSE_MS);
      return;
    }
    const body = JSON.stringify({ accountId: target.accountId, toNext: true });
    const headers = { 'content-type': 'application/json' };
    await transport.send({ method: 'POST', url: target.clock.control, headers, body, timeoutMs: POLL_MS, signal });
    await pause(1);
  }

  private async send(exchange: TranscriptExchange): Promise<Answer | undefined> {
    const { target, transport, signal } = this.options;
    const { translation } = this;
    const path = translation.path(exchange.request.path);
    const asThen = sentRequest(target.url, { ...exchange, request: { ...exchange.request, path } });
    if (asThen === undefined) return undefined;
    const { url } = asThen;
    const body = translation.body(asThen.body);
    const plain = Object.fromEntries(Object.entries(asThen.headers).filter(([name]) => !MADE_ANEW.has(name)));
    const message = { method: asThen.method, url, headers: plain, body };
    const signer = new Signer({
      service: exchange.service === 'sfn' ? 'states' : 'lambda',
      region: target.region,
      credentials: credentialsOf(target, target.accountId),
    });
    const headers = asThen.headers.authorization === undefined ? plain : await signer.sign(message);
    const answer = await transport.send({ ...message, headers, timeoutMs: POLL_MS, signal });
    if (answer.kind === 'answered') {
      const { response } = answer;
      this.hiding.learnFrom(new URL(url).pathname, [
        { headers, body },
        { headers: response.headers, body: response.text },
      ]);
      this.judge.judge(exchange, { method: asThen.method, url, headers, body }, response);
    }
    return answer;
  }

  private compare(
    { index, operation }: TranscriptExchange,
    recorded: NonNullable<TranscriptExchange['response']>,
    answer: Answer,
  ): void {
    const then = { status: recorded.status, headers: recorded.headers, text: recorded.body };
    if (answer.kind === 'failed') {
      this.others.push({ index, operation, then: outcome(then), now: `no answer: ${answer.failure.message}` });
      return;
    }
    this.translation.learn(then.text, answer.response.text);
    const same = then.status === answer.response.status && nameOf(then) === nameOf(answer.response);
    if (!same) this.others.push({ index, operation, then: outcome(then), now: outcome(answer.response) });
  }
}

type Received = Parameters<typeof serviceError>[0];

function outcome(response: Received): string {
  const error = serviceError(response, parseBody(response.text));
  return error === undefined ? String(response.status) : shownError(error);
}

function nameOf(response: Received): string | undefined {
  return serviceError(response, parseBody(response.text))?.type;
}

/** An execution that had ended then, and has not yet now: it is asked for again, as time is not what is compared. */
function stillRuns({ operation, response }: TranscriptExchange, now: string): boolean {
  const [member, running] = operation === 'DescribeExecution' ? ['status', 'RUNNING'] : ['Status', 'RUNNING'];
  if (operation !== 'DescribeExecution' && operation !== 'GetDurableExecution') return false;
  const then = membersOf(response?.body ?? '')[member];
  return typeof then === 'string' && then !== running && membersOf(now)[member] === running;
}
