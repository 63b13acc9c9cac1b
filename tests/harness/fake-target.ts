import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTcpServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

export interface Call {
  /** `ListActivities` of `AWSStepFunctions.ListActivities`; empty without a target. */
  readonly operation: string;
  /** Parsed; `undefined` when the body is no JSON. */
  readonly input: Record<string, unknown>;
  readonly body: string;
  readonly request: IncomingMessage;
  /** From 1. */
  readonly count: number;
}

export type Reply =
  | {
      readonly status?: number;
      /** Besides, or instead of, those of a conforming answer. `null`: left out. */
      readonly headers?: Readonly<Record<string, string | null>>;
      /** JSON unless it is a string. */
      readonly body?: unknown;
    }
  /** Takes the request and never answers. */
  | 'silence'
  /** Closes the connection without an answer. */
  | 'reset'
  /** Closes it in the middle of the body. */
  | 'half'
  /** Sends a byte now and then, without end. */
  | 'drip'
  /** Sends without end. */
  | 'flood';

export interface FakeTarget {
  readonly url: string;
  readonly calls: readonly Call[];
  /** Ends it now: its port refuses connections from then on. */
  stop(): Promise<void>;
}

/** A refusal in the right form. */
export function refusal(type: string, message = `${type}!`): Reply {
  return { status: 400, body: { __type: `com.amazonaws.swf.service.v2.model#${type}`, message } };
}

/** A server that answers Step Functions calls as `handle` says. It is stopped when the test ends. */
export async function fakeTarget(handle: (call: Call) => Reply | Promise<Reply>): Promise<FakeTarget> {
  const calls: Call[] = [];
  const server = createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const body = Buffer.concat(chunks).toString('utf8');
      const operation = String(request.headers['x-amz-target'] ?? '').replace('AWSStepFunctions.', '');
      const call = { operation, input: parsed(body), body, request, count: calls.length + 1 };
      calls.push(call);
      send(response, await handle(call));
    })().catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const stop = async () => {
    server.closeAllConnections();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  };
  onTestFinished(stop);
  return { url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`, calls, stop };
}

function parsed(body: string): Record<string, unknown> {
  try {
    return JSON.parse(body) as Record<string, unknown>;
  } catch {
    return {};
  }
}

function send(response: ServerResponse, reply: Reply): void {
  if (reply === 'silence') return;
  if (reply === 'reset') {
    response.destroy();
    return;
  }
  if (reply === 'half') {
    response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0', 'content-length': '1000' });
    response.write('{"events":[', () => response.destroy());
    return;
  }
  if (reply === 'drip' || reply === 'flood') {
    response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' });
    const chunk = reply === 'drip' ? ' ' : ' '.repeat(4 * 1024 * 1024);
    const pour = () => {
      if (!response.destroyed) response.write(chunk, () => setTimeout(pour, reply === 'drip' ? 20 : 0));
    };
    pour();
    return;
  }
  const headers = {
    'content-type': 'application/x-amz-json-1.0',
    'x-amzn-requestid': randomUUID(),
    ...reply.headers,
  };
  const kept = Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== null);
  response.writeHead(reply.status ?? 200, Object.fromEntries(kept));
  response.end(typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body ?? {}));
}

/** A TCP server that does with each connection what `handle` says. It is stopped when the test ends. */
export async function fakeSocket(handle: (socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>();
  const server = createTcpServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    handle(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  });
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
}

const T = 1_700_000_000;
const MACHINE = 'arn:aws:states:us-east-1:123456789012:stateMachine:m';
export const EXECUTION = 'arn:aws:states:us-east-1:123456789012:execution:m:e';

/** The history of a machine with one Pass state, as a conforming target tells it. */
export function passHistory(): Record<string, unknown>[] {
  const details = { inputDetails: { truncated: false } };
  const outputs = { outputDetails: { truncated: false } };
  return [
    {
      id: 1,
      previousEventId: 0,
      timestamp: T,
      type: 'ExecutionStarted',
      executionStartedEventDetails: { input: '{}', ...details, roleArn: 'arn:aws:iam::123456789012:role/r' },
    },
    {
      id: 2,
      previousEventId: 0,
      timestamp: T,
      type: 'PassStateEntered',
      stateEnteredEventDetails: { name: 'A', input: '{}', ...details },
    },
    {
      id: 3,
      previousEventId: 2,
      timestamp: T,
      type: 'PassStateExited',
      stateExitedEventDetails: { name: 'A', output: '{}', ...outputs },
    },
    {
      id: 4,
      previousEventId: 3,
      timestamp: T,
      type: 'ExecutionSucceeded',
      executionSucceededEventDetails: { output: '{}', ...outputs },
    },
  ];
}

/** What a conforming target answers to the calls that fixtures make: one machine, one execution that has succeeded. */
export function conforming({ operation, input }: Call): Reply {
  switch (operation) {
    case 'CreateStateMachine':
      return { body: { stateMachineArn: MACHINE, creationDate: T } };
    case 'StartExecution':
      return { body: { executionArn: EXECUTION, startDate: T } };
    case 'DescribeExecution':
      return {
        body: {
          executionArn: EXECUTION,
          stateMachineArn: MACHINE,
          name: 'e',
          status: 'SUCCEEDED',
          startDate: T,
          stopDate: T + 1,
          input: '{}',
          output: '{}',
        },
      };
    case 'GetExecutionHistory':
      return { body: { events: passHistory() } };
    case 'ListStateMachines':
      return { body: { stateMachines: [] } };
    case 'ListActivities':
      return { body: { activities: [] } };
    case 'CreateActivity':
      return {
        body: { activityArn: `arn:aws:states:us-east-1:123456789012:activity:${String(input.name)}`, creationDate: T },
      };
    case 'StopExecution':
      return { body: { stopDate: T } };
    case 'DeleteStateMachine':
    case 'DeleteActivity':
      return {};
    default:
      return refusal('UnknownOperationException');
  }
}
