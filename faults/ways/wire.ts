import type { Fault } from '../../engine/fault.js';
import type { HttpResponse } from '../../engine/index.js';

type Edge = NonNullable<Fault['edge']>;
type Rewrite = NonNullable<Edge['rewriteAnswer']>;
type Request = Parameters<Rewrite>[1];

/** The operation that a request names. */
export function operationOf(request: Request): string {
  return (
    String(request.headers['x-amz-target'] ?? '')
      .split('.')
      .at(-1) ?? ''
  );
}

/** What the body of an answer says, when it is an object. */
export function bodyOf({ body }: HttpResponse): Readonly<Record<string, unknown>> {
  const parsed: unknown = JSON.parse(String(body));
  return typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : {};
}

/** The name of the error that an answer carries. */
export function errorOf(answer: HttpResponse): string | undefined {
  const type = answer.status < 400 ? undefined : bodyOf(answer).__type;
  return typeof type === 'string' ? type.split('#').at(-1) : undefined;
}

/** Refusals changed; only those with this error, when one is named. */
export function refusals(change: Rewrite, error?: string): Edge {
  return {
    rewriteAnswer: (answer, request) =>
      answer.status >= 400 && (error === undefined || errorOf(answer) === error) ? change(answer, request) : answer,
  };
}

/** Every answer changed. */
export function everyAnswer(change: Rewrite): Edge {
  return { rewriteAnswer: change };
}

/** Requests changed before they are read. */
export function everyRequest(change: (request: Request) => Request): Edge {
  return { rewriteRequest: change };
}

/** An answer with another body. */
export function saying(answer: HttpResponse, body: unknown): HttpResponse {
  return { ...answer, body: JSON.stringify(body) };
}

/** A page as a web framework shows its own failures. */
export function htmlPage(status: number): HttpResponse {
  return {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8' },
    body: `<!doctype html><title>${status}</title><h1>Something went wrong</h1>`,
  };
}
