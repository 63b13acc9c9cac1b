import { createServer, type IncomingMessage, type ServerResponse, request as send } from 'node:http';
import { functionName, noSuchFunction } from './lambda-host.js';

/** The name of a function that a worker's host on `port` serves. */
export function hostedName(port: number, nonce: string): string {
  return `conformance-${port}-${nonce}`;
}

/** The port in such a name. */
function portOf(name: string | undefined): number | undefined {
  const match = /^conformance-(\d{1,5})-/.exec(name ?? '');
  return match === null ? undefined : Number(match[1]);
}

/** Where a relay listens. */
export interface RelayAddress {
  /** A name or an IP address of this machine. */
  readonly host: string;
  readonly port: number;
}

/** An IPv6 address stands in brackets. */
export const urlOfRelay = ({ host, port }: RelayAddress): string =>
  `http://${host.includes(':') ? `[${host}]` : host}:${port}`;

const ANYWHERE: RelayAddress = { host: '127.0.0.1', port: 0 };

export interface LambdaRelay {
  /** What a target is given as its Lambda endpoint. */
  readonly endpoint: string;
  close(): Promise<void>;
}

/**
 * The Lambda endpoint of a run. The target has one, while the functions live in several worker processes: an invocation is
 * passed on to the host whose port is in the function's name. It runs in the main process and holds no state.
 *
 * @param at default: a free port of 127.0.0.1
 * @throws the system's error when nothing can listen there
 */
export async function serveLambdaRelay({ host, port }: RelayAddress = ANYWHERE): Promise<LambdaRelay> {
  const server = createServer(relay);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const address = server.address();
  const bound = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    endpoint: urlOfRelay({ host, port: bound }),
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function relay(incoming: IncomingMessage, outgoing: ServerResponse): void {
  const name = functionName(incoming.url ?? '/');
  const port = portOf(name);
  if (port === undefined) {
    noSuchFunction(outgoing, name);
    return;
  }
  const { method, url, headers } = incoming;
  const passed = send({ host: '127.0.0.1', port, method, path: url, headers }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(outgoing);
    answer.once('error', () => outgoing.destroy());
  });
  // A function that closes the connection does so to the target, and a target that hangs up does so to the function.
  passed.once('error', () => (outgoing.headersSent ? outgoing.destroy() : noAnswer(outgoing)));
  outgoing.once('close', () => passed.destroy());
  incoming.pipe(passed);
}

function noAnswer(outgoing: ServerResponse): void {
  outgoing.destroy();
}
