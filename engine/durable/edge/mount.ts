import type { HttpRequest, HttpResponse, Mount, RequestAccount } from '../../http/mount.js';
import type { OperationName } from '../api/api.js';
import { DurableError } from '../error.js';
import type { DurableService } from '../service.js';
import { readInput } from './request.js';
import { writeError, writeOutput } from './response.js';
import { Routes } from './routes.js';

/** All of Lambda's paths begin with the date of an API version. */
const LAMBDA_PATH = /^\/\d{4}-\d{2}-\d{2}\//;

/** Changes requests before they are read, and answers before they are sent: what seeded faults use. */
export interface EdgeRewrites {
  readonly rewriteRequest?: (request: HttpRequest) => HttpRequest;
  /** `operation`: the one that the path names, when it names one. */
  readonly rewriteAnswer?: (
    answer: HttpResponse,
    request: HttpRequest,
    operation: OperationName | undefined,
  ) => HttpResponse;
}

/** The durable API, and the part of Lambda's that it needs, as a second API on the engine's HTTP server. */
export class DurableMount implements Required<Mount> {
  private routes: Routes | undefined;

  constructor(
    private readonly service: DurableService,
    private readonly rewrites: EdgeRewrites = {},
  ) {}

  matches({ path }: Pick<HttpRequest, 'path'>): boolean {
    return LAMBDA_PATH.test(path);
  }

  /** Never rejects: whatever goes wrong is an answer. */
  async handle(sent: HttpRequest, account: RequestAccount): Promise<HttpResponse> {
    const { rewriteRequest, rewriteAnswer } = this.rewrites;
    const request = rewriteRequest?.(sent) ?? sent;
    const { contract } = this.service;
    const { spec, operations } = contract;
    let operation: OperationName | undefined;
    let answer: HttpResponse;
    try {
      this.routes ??= new Routes(contract);
      const route = this.routes.find(request.method, request.path);
      operation = route.operation;
      const contractOf = operations[operation];
      const input = withTrace(operation, readInput(request, route.labels, contractOf, spec), request);
      this.service.open(account);
      const output = await this.service.call(operation, input as never, account.id, { signal: request.signal });
      answer = writeOutput(output, contractOf);
    } catch (error) {
      answer = writeError(error instanceof DurableError ? error : internal(error), spec);
    }
    return rewriteAnswer?.(answer, request, operation) ?? answer;
  }

  waiting(accountId: string): number {
    return this.service.activity(accountId).waiting;
  }

  calls(accountId: string): number {
    return this.service.activity(accountId).calls;
  }
}

/** The trace header is no member of Invoke in the model, and an execution carries it all the same. */
function withTrace(
  operation: OperationName,
  input: Record<string, unknown>,
  { headers }: HttpRequest,
): Record<string, unknown> {
  const trace = headers['x-amzn-trace-id'];
  return operation === 'Invoke' && typeof trace === 'string' ? { ...input, TraceHeader: trace } : input;
}

const internal = (error: unknown): DurableError =>
  new DurableError('ServiceException', error instanceof Error ? error.message : String(error), 500);
