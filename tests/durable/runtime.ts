import { AsyncLocalStorage } from 'node:async_hooks';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import {
  type DurableContext,
  DurableExecutionApiClient,
  type DurableExecutionClient,
  type DurableExecutionInvocationInput,
  type DurableExecutionInvocationOutput,
  type DurableLambdaHandler,
  type OperationUpdate,
  type WireOperation,
  withDurableExecution,
} from '@aws/durable-execution-sdk-js';
import type { LambdaClient } from '@aws-sdk/client-lambda';

/** Code as it is written for Lambda: with the SDK's context when the function is durable. */
export type Handler = (event: never, context: DurableContext) => Promise<unknown>;
export type PlainHandler = (event: never) => Promise<unknown>;

export type HostedFunction =
  | { readonly kind: 'durable'; readonly handler: Handler }
  | { readonly kind: 'plain'; readonly handler: PlainHandler };

/** One invocation of a durable function, as the runtime saw it. */
export interface SeenInvocation {
  readonly functionName: string;
  readonly event: DurableExecutionInvocationInput;
  readonly updates: OperationUpdate[];
  /** What the service told the function while it ran. */
  readonly told: WireOperation[];
  /** Absent: the runtime exited, or it was given up. */
  output?: DurableExecutionInvocationOutput;
}

interface Sandbox {
  readonly runtime: LambdaRuntime;
  exit(): Promise<void>;
}

const sandbox = new AsyncLocalStorage<Sandbox>();
const never = (): Promise<never> => new Promise(() => {});

/** The runtime that the calling handler runs in. */
function runtime(): LambdaRuntime {
  const store = sandbox.getStore();
  if (store === undefined) throw new Error('This is for handlers that run in a LambdaRuntime.');
  return store.runtime;
}

/** For handlers: ends the runtime in the middle of the code, as `process.exit()` does. What the SDK sent has arrived. */
export async function exitRuntime(): Promise<never> {
  await sandbox.getStore()?.exit();
  return await never();
}

/** For handlers: waits for what never comes. */
export function hang(): Promise<never> {
  runtime().hanging++;
  return never();
}

/** For handlers: true once for each `what`, whichever invocation asks. The world outside remembers what the code can't. */
export function happensOnce(what: string): boolean {
  const { happened } = runtime();
  if (happened.has(what)) return false;
  happened.add(what);
  return true;
}

/** For handlers: a client of the Lambda API. */
export function lambda(): LambdaClient {
  const { client } = runtime();
  if (client === undefined) throw new Error('The runtime has no client.');
  return client;
}

/** What Lambda gives a handler besides its event. The handlers here use none of it. */
type LambdaContext = Parameters<DurableLambdaHandler>[1];

/**
 * Lambda's Invoke API on a port of 127.0.0.1, with the official SDK as it is around the durable handlers. Each invocation has a
 * runtime of its own, as after a cold start.
 */
export class LambdaRuntime {
  readonly functions = new Map<string, HostedFunction>();
  /** All invocations of durable functions, in their order. */
  readonly invocations: SeenInvocation[] = [];
  /** Talks to the durable API; set before the first invocation. */
  client: LambdaClient | undefined;
  /** Handlers that wait for what never comes. */
  hanging = 0;
  readonly happened = new Set<string>();
  private server: Server | undefined;
  private requests = 0;

  async listen(): Promise<string> {
    const server = createServer((request, response) => void this.serve(request, response));
    this.server = server;
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.server?.closeAllConnections();
    await new Promise((resolve) => this.server?.close(resolve));
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const payload = Buffer.concat(chunks).toString();
    const arn = decodeURIComponent(/functions\/([^/]+)\/invocations/.exec(request.url ?? '')?.[1] ?? '');
    const name = arn.split(':')[6] ?? arn;
    const hosted = this.functions.get(name);
    if (hosted === undefined) {
      response.writeHead(404, { 'content-type': 'application/json' });
      response.end('{"Type":"User","Message":"no such function"}');
      return;
    }
    const given = new Promise<{ readonly kind: 'gone' }>((resolve) => {
      response.once('close', () => resolve({ kind: 'gone' }));
    });
    const ended = await Promise.race([given, this.run(name, arn, hosted, payload)]);
    if (ended.kind === 'gone') return;
    response.writeHead(200, {
      'content-type': 'application/json',
      ...(ended.kind === 'failed' && { 'x-amz-function-error': 'Unhandled' }),
    });
    response.end(JSON.stringify(ended.body ?? null));
  }

  private async run(name: string, arn: string, hosted: HostedFunction, payload: string): Promise<Outcome> {
    const event: unknown = JSON.parse(payload);
    let exited = false;
    let inFlight = 0;
    return await new Promise<Outcome>((resolve) => {
      const exit = async () => {
        do await turn();
        while (inFlight > 0);
        await turn();
        exited = true;
        const errorMessage = 'Error: Runtime exited with error: exit status 1';
        resolve({ kind: 'failed', body: { errorType: 'Runtime.ExitError', errorMessage } });
      };
      /** Nothing leaves a runtime that has exited, and nothing comes in. */
      const alive = async <T>(work: Promise<T>): Promise<T> => {
        inFlight++;
        const done = await work.finally(() => {
          inFlight--;
        });
        return exited ? await never() : done;
      };
      const failed = (thrown: unknown) => {
        const { name: errorType, message: errorMessage } = thrown as Error;
        resolve({ kind: 'failed', body: { errorType, errorMessage } });
      };
      sandbox
        .run({ runtime: this, exit }, async () => {
          if (hosted.kind === 'plain') return await hosted.handler(event as never);
          const seen: SeenInvocation = {
            functionName: name,
            event: event as DurableExecutionInvocationInput,
            updates: [],
            told: [],
          };
          this.invocations.push(seen);
          const own = this.recorded(seen, async (work) => (exited ? await never() : await alive(work())));
          const handler = withDurableExecution(hosted.handler, { durableExecutionClient: own });
          seen.output = await handler(seen.event, this.context(name, arn));
          return seen.output;
        })
        .then((body) => resolve({ kind: 'returned', body }), failed);
    });
  }

  /** The SDK's own client, which keeps what passes through it, and logs no refusals: some handlers provoke them. */
  private recorded(seen: SeenInvocation, alive: <T>(work: () => Promise<T>) => Promise<T>): DurableExecutionClient {
    const api = new DurableExecutionApiClient(this.client);
    return {
      getExecutionState: async (params) => {
        const answer = await alive(() => api.getExecutionState(params));
        seen.told.push(...(answer.Operations ?? []));
        return answer;
      },
      checkpoint: async (params) => {
        seen.updates.push(...(params.Updates ?? []));
        const answer = await alive(() => api.checkpoint(params));
        seen.told.push(...(answer.NewExecutionState?.Operations ?? []));
        return answer;
      },
    };
  }

  /** Runs a durable handler on an event, with a client that talks to nobody. @returns its output, and what it sent */
  async replay(
    handler: Handler,
    event: DurableExecutionInvocationInput,
  ): Promise<{ readonly output: DurableExecutionInvocationOutput; readonly sent: readonly OperationUpdate[] }> {
    const sent: OperationUpdate[] = [];
    const alone: DurableExecutionClient = {
      getExecutionState: async () => ({ Operations: [] }),
      checkpoint: async ({ Updates = [] }) => {
        sent.push(...Updates);
        return { CheckpointToken: 'another', NewExecutionState: { Operations: [] } };
      },
    };
    const exit = async () => {};
    const output = await sandbox.run({ runtime: this, exit }, async () => {
      const replayed = withDurableExecution(handler, { durableExecutionClient: alone });
      return await replayed(event, this.context('replayed', event.DurableExecutionArn));
    });
    return { output, sent };
  }

  private context(functionName: string, invokedFunctionArn: string): LambdaContext {
    return {
      awsRequestId: `request-${++this.requests}`,
      functionName,
      functionVersion: '$LATEST',
      invokedFunctionArn,
      getRemainingTimeInMillis: () => 900_000,
    } as LambdaContext;
  }
}

type Outcome =
  | { readonly kind: 'returned'; readonly body: unknown }
  | { readonly kind: 'failed'; readonly body: { readonly errorType: string; readonly errorMessage: string } };
