import type { HostedEngine } from '../../cli/measure/host.js';
import { EngineClock } from '../engine-clock.js';

/** What a call was answered, without what is never the same twice: the date and the id of the request. */
export interface Seen {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** An answer, and the object in its body; empty when there is none. */
export interface Answer extends Seen {
  readonly body: Readonly<Record<string, unknown>>;
}

interface Request {
  readonly method: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Calls an engine, and keeps what each step of the visit was answered. */
export class Visitor {
  readonly seen: Record<string, Seen> = {};

  readonly clock: EngineClock;

  constructor(private readonly engine: Pick<HostedEngine, 'url' | 'control'>) {
    this.clock = new EngineClock(engine.control);
  }

  /** @param step what the call is known by, once in a visit */
  async send(step: string, path: string, request: Request): Promise<Answer> {
    const response = await fetch(this.engine.url + path, request);
    const { date: _date, 'x-amzn-requestid': _id, ...headers } = Object.fromEntries(response.headers);
    const seen: Seen = { status: response.status, headers, text: await response.text() };
    if (this.seen[step] !== undefined) throw new Error(`There are two steps "${step}".`);
    this.seen[step] = seen;
    return { ...seen, body: seen.text.startsWith('{') ? (JSON.parse(seen.text) as Answer['body']) : {} };
  }

  /** Calls an operation of Step Functions. @param which tells calls of one operation apart */
  async ask(operation: string, input: object, which = ''): Promise<Answer['body']> {
    const { body } = await this.send(`${operation} ${which}`.trim(), '/', {
      method: 'POST',
      headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': `AWSStepFunctions.${operation}` },
      body: JSON.stringify(input),
    });
    return body;
  }
}
