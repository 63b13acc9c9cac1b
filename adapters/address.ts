import { connect, isIP } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { reasonOf } from '../harness/no-connection.js';
import { TargetError } from './target-error.js';

/** An address as it may be shown: without user name and password, and without a slash at its end. */
export function shownAddress(url: string): string {
  const { protocol, host, pathname } = new URL(url);
  return `${protocol}//${host}${pathname === '/' ? '' : pathname}`;
}

/**
 * Opens a connection, with https a trusted one, and closes it again.
 * @param ca the authorities to trust, in PEM form, in place of the usual ones
 * @throws TargetError when there is none within `budgetMs`
 */
export async function assertListening(url: string, budgetMs: number, signal?: AbortSignal, ca?: string): Promise<void> {
  const { hostname, port, protocol } = new URL(url);
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  const isTls = protocol === 'https:';
  const at = { host, port: Number(port) || (isTls ? 443 : 80) };
  const named = isIP(host) === 0 ? { servername: host } : {};
  const socket = isTls ? connectTls({ ...at, ...named, ...(ca === undefined ? {} : { ca }) }) : connect(at);
  const problem = await new Promise<string | undefined>((resolve) => {
    const timer = setTimeout(() => resolve(`no connection within ${budgetMs / 1000} s. ${IS_IT_RUNNING}`), budgetMs);
    const end = (result: string | undefined) => {
      clearTimeout(timer);
      resolve(result);
    };
    socket.once(isTls ? 'secureConnect' : 'connect', () => end(undefined));
    socket.once('error', (error: NodeJS.ErrnoException) => end(`${reasonOf(error)}. ${adviceFor(error)}`));
    signal?.addEventListener('abort', () => end('interrupted.'), { once: true });
  });
  socket.destroy();
  if (problem === undefined) return;
  throw new TargetError(`The target ${shownAddress(url)} can't be reached: ${problem}`);
}

const IS_IT_RUNNING = 'Is it running, and is the port right?';

/** What to look at when there is no connection. */
function adviceFor({ code = '' }: NodeJS.ErrnoException): string {
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'Is the name right?';
  if (code === 'EPROTO' || code.startsWith('ERR_SSL_')) return 'Does it speak TLS there, or is it http://?';
  if (/CERT|SIGNATURE|ISSUER/.test(code)) return "Give the PEM file of its certificate's authority as --ca FILE.";
  return IS_IT_RUNNING;
}
