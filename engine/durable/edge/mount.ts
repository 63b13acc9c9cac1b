import type { HttpRequest, HttpResponse, Mount, RequestAccount } from '../../http/mount.js';
import type { OperationName } from '../api/api.js';
import { durableContract } from '../contract.js';
import { DurableError } from '../error.js';
import type { DurableService } from '../service.js';
import { readInput } from './request.js';
import { writeError, writeOutput } from './response.js';
import { Routes } from './routes.js';

/** All of Lambda's paths begin with the date of an API version. */
const LAMBDA_PATH = /^\/\d{4}-\d{2}-\d{2}\//;

/** The durable API, and the part of Lambda's that it needs, as a second API on the engine's HTTP server. */
export class DurableMount implements Required<Mount> {
  private routes: Routes | undefined;

  constructor(private readonly service: DurableService) {}

  matches({ path }: Pick<HttpRequest, 'path'>): boolean {
    return LAMBDA_PATH.test(path);
  }

  /** Never rejects: whatever goes wrong is an answer. */
  async handle(request: HttpRequest, account: RequestAccount): Promise<HttpResponse> {
    const contract = durableContract();
    const { spec, operations } = contract;
    try {
      this.routes ??= new Routes(contract);
      const { operation, labels } = this.routes.find(request.method, request.path);
      const contractOf = operations[operation];
      const input = withTrace(operation, readInput(request, labels, contractOf, spec), request);
      this.service.open(account);
      return writeOutput(
        await this.service.call(operation, input as never, account.id, { signal: request.signal }),
        contractOf,
      );
    } catch (error) {
      return writeError(error instanceof DurableError ? error : internal(error), spec);
    }
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
