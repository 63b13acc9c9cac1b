/** What a request line asks for. */
export interface RequestTarget {
  /** As sent: still percent-encoded. */
  readonly path: string;
  /** All that follows the first question mark, as sent; empty when there is none. */
  readonly query: string;
}

/** The scheme and authority of the absolute form, which clients send through a proxy. RFC 9112, section 3.2.2. */
const ABSOLUTE = /^https?:\/\/[^/?]*/i;

/** Reads the target of a request line: a path with a query, or a whole URL. */
export function requestTarget(url: string): RequestTarget {
  const local = url.replace(ABSOLUTE, '');
  const mark = local.indexOf('?');
  const path = mark === -1 ? local : local.slice(0, mark);
  return { path: path === '' ? '/' : path, query: mark === -1 ? '' : local.slice(mark + 1) };
}
