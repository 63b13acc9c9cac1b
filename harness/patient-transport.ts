import { setTimeout as pause } from 'node:timers/promises';
import { parseBody } from './judge/body.js';
import { serviceError } from './judge/error-shape.js';
import type { Answer, Transport, TransportRequest } from './transport.js';

/** How a target asks for patience. */
const THROTTLED: ReadonlySet<string> = new Set([
  'ThrottlingException',
  'Throttling',
  'TooManyRequestsException',
  'RequestLimitExceeded',
]);
const FIRST_MS = 250;
const LONGEST_MS = 4_000;
const MOST_TRIES = 12;

/** Sends a request that was throttled again after a while: how many calls a second an account may make is no claim of any case. */
export class PatientTransport implements Transport {
  constructor(private readonly transport: Transport) {}

  async send(request: TransportRequest): Promise<Answer> {
    for (let attempt = 1; ; attempt++) {
      const answer = await this.transport.send(request);
      if (attempt >= MOST_TRIES || !isThrottled(answer)) return answer;
      const most = Math.min(LONGEST_MS, FIRST_MS * 2 ** attempt);
      try {
        await pause(most / 2 + (Math.random() * most) / 2, undefined, { signal: request.signal });
      } catch {
        return answer;
      }
    }
  }

  async close(): Promise<void> {
    await this.transport.close();
  }
}

function isThrottled(answer: Answer): boolean {
  if (answer.kind === 'failed' || answer.response.status < 400) return false;
  const error = serviceError(answer.response, parseBody(answer.response.text));
  return error !== undefined && THROTTLED.has(error.type);
}
