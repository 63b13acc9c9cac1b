import type { Deviation } from '../../engine/fault.js';
import type { HttpResponse } from '../../engine/index.js';
import { operationOf } from '../../faults/ways/wire.js';
import { objectOf } from './bodies.js';

/** An answer that is about to be sent, and what it answers. */
export interface Sent {
  readonly answer: HttpResponse;
  readonly operation: string;
}

/** Every answer changed, of both APIs. Not those of Invoke: they are a function's own. */
export function everyAnswer(change: (sent: Sent) => HttpResponse): Deviation {
  return {
    edge: { rewriteAnswer: (answer, request) => change({ answer, operation: operationOf(request) }) },
    durable: {
      rewriteAnswer: (answer, _request, operation = '' as never) =>
        operation === 'Invoke' ? answer : change({ answer, operation }),
    },
  };
}

/** Every answer with another body. Not those without one, and not what is no JSON. */
export function everyBody(change: (body: object, sent: Sent) => unknown): Deviation {
  return everyAnswer((sent) => {
    const { answer } = sent;
    const body = parsed(answer);
    return body === undefined ? answer : { ...answer, body: JSON.stringify(change(body, sent)) };
  });
}

/** Refusals with another body. */
export function everyRefusal(change: (body: object, sent: Sent) => HttpResponse): Deviation {
  return everyAnswer((sent) => {
    const body = sent.answer.status < 400 ? undefined : parsed(sent.answer);
    return body === undefined ? sent.answer : change(body, sent);
  });
}

/** The object in a body. */
export function parsed({ body }: HttpResponse): object | undefined {
  return objectOf(String(body));
}
