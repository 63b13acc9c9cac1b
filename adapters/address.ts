import { connect } from 'node:net';
import { reasonOf } from '../harness/no-connection.js';
import { TargetError } from './target-error.js';

/** An address as it may be shown: without user name and password, and without a slash at its end. */
export function shownAddress(url: string): string {
  const { protocol, host, pathname } = new URL(url);
  return `${protocol}//${host}${pathname === '/' ? '' : pathname}`;
}

/**
 * Opens a TCP connection and closes it again.
 * @throws TargetError when there is none within `budgetMs`
 */
export async function assertListening(url: string, budgetMs: number, signal?: AbortSignal): Promise<void> {
  const { hostname, port, protocol } = new URL(url);
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  const socket = connect({ host, port: Number(port) || (protocol === 'https:' ? 443 : 80) });
  const problem = await new Promise<string | undefined>((resolve) => {
    const timer = setTimeout(() => resolve(`no connection within ${budgetMs / 1000} s`), budgetMs);
    const end = (result: string | undefined) => {
      clearTimeout(timer);
      resolve(result);
    };
    socket.once('connect', () => end(undefined));
    socket.once('error', (error: NodeJS.ErrnoException) => end(reasonOf(error)));
    signal?.addEventListener('abort', () => end('interrupted'), { once: true });
  });
  socket.destroy();
  if (problem === undefined) return;
  throw new TargetError(
    `The target ${shownAddress(url)} can't be reached: ${problem}. Is it running, and is the port right?`,
  );
}
