/**
 * Loaded into the target's process before its own code: it would listen on all interfaces, and has no option against it.
 * A `listen` that names a port and no host gets 127.0.0.1.
 */
import { Server } from 'node:net';

const listen = Server.prototype.listen as (this: Server, ...args: unknown[]) => Server;

Server.prototype.listen = function listenOnLoopback(this: Server, ...args: unknown[]): Server {
  const [first, ...rest] = args;
  const isPort = typeof first === 'number' || (typeof first === 'string' && /^\d+$/.test(first));
  return isPort && typeof rest[0] !== 'string'
    ? listen.call(this, first, '127.0.0.1', ...rest)
    : listen.apply(this, args);
} as Server['listen'];
