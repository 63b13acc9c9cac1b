import { Command, Option } from 'commander';
import type { DurableService } from '../engine/durable/index.js';
import type { Fault } from '../engine/fault.js';
import type { Served, ServeOptions } from '../engine/http/serve.js';
import { MockFileError } from '../engine/service/dispatch/mock.js';
import { usageError } from './exit.js';
import { readText } from './files.js';
import { listenError, untilTold } from './listening.js';
import { regionName, wholeNumber } from './options.js';
import { didYouMean } from './suggest.js';

interface Options {
  readonly port: number;
  readonly host: string;
  readonly edition: '2017-03-30' | 'current';
  readonly clock: 'real' | 'virtual';
  readonly region: string;
  readonly lambdaEndpoint?: string;
  readonly mock?: string;
  readonly fault?: string;
  readonly seed?: number;
  readonly auth?: readonly string[];
}

/** `serve`: the reference engine over HTTP, until it is told to end. */
export function serveCommand(): Command {
  return new Command('serve')
    .description('Serves the reference engine: Step Functions and Lambda durable executions on a port of this machine')
    .option('--port <port>', 'the port to listen on; 0 picks a free one', wholeNumber(0, 65_535), 4599)
    .option('--host <address>', 'the address to listen on', '127.0.0.1')
    .addOption(
      new Option('--edition <edition>', 'the reference to follow')
        .choices(['2017-03-30', 'current'])
        .default('current'),
    )
    .addOption(
      new Option('--clock <clock>', 'whose time: the wall clock, or one that POST /_engine/clock moves')
        .choices(['real', 'virtual'])
        .default('real'),
    )
    .option('--region <region>', 'the region of its ARNs', regionName, 'us-east-1')
    .option('--lambda-endpoint <url>', 'where a Lambda Invoke API is served, for Lambda tasks and durable functions')
    .option('--mock <file>', 'a mock file of Step Functions Local')
    .option('--fault <id>', 'break one statement on purpose (list faults)')
    .option('--seed <number>', 'of ids and of chance; default: another one each time', wholeNumber(0))
    .option('--auth <id:secret...>', 'refuse requests that are not signed with one of these access keys')
    .action(async (options: Options) => {
      const { served, durable } = await start(options);
      process.stdout.write(
        `sfn-conformance serve: ${served.url} (edition ${options.edition}, ${options.clock} clock)\n`,
      );
      await untilTold();
      await served.close();
      await durable.close();
    });
}

async function start(options: Options): Promise<{ served: Served; durable: DurableService }> {
  const { serveEngine } = await import('../engine/http/serve.js');
  const { createDurableService } = await import('../engine/durable/index.js');
  const fault = options.fault === undefined ? undefined : await loadFault(options.fault);
  try {
    const engine = engineOptions(options);
    const { lambdaEndpoint } = engine;
    const durable = createDurableService({
      ...(lambdaEndpoint !== undefined && { lambdaEndpoint }),
      ...fault?.durable,
    });
    const served = await serveEngine({ ...engine, ...fault?.options, ...fault?.edge, mounts: [durable.mount] });
    fault?.install?.(served.engine);
    return { served, durable };
  } catch (thrown) {
    if (thrown instanceof MockFileError)
      throw usageError(`${options.mock} is no mock file: ${thrown.message}`, { cause: thrown });
    throw listenError(thrown, options);
  }
}

function engineOptions(options: Options): ServeOptions {
  const { port, host, edition, clock, region, lambdaEndpoint, mock, auth } = options;
  return {
    port,
    host,
    edition,
    clock,
    region,
    seed: options.seed ?? Math.floor(Math.random() * Number.MAX_SAFE_INTEGER),
    ...(lambdaEndpoint === undefined ? {} : { lambdaEndpoint: endpointOf(lambdaEndpoint) }),
    ...(mock === undefined ? {} : { mockFile: readText(mock) }),
    ...(auth === undefined ? {} : { keys: keysOf(auth) }),
  };
}

function endpointOf(text: string): string {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return text;
  throw usageError(`--lambda-endpoint: ${text} is not an http URL.`);
}

function keysOf(pairs: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf(':');
      if (at < 1 || at === pair.length - 1) throw usageError('--auth: expected <access key id>:<secret access key>.');
      return [pair.slice(0, at), pair.slice(at + 1)];
    }),
  );
}

async function loadFault(id: string): Promise<Fault> {
  const { faultIds, loadFault: load } = await import('../faults/index.js');
  if (!faultIds().includes(id)) {
    throw usageError(`There is no fault "${id}".${didYouMean(id, faultIds(), ' See `sfn-conformance list faults`.')}`);
  }
  return await load(id);
}
