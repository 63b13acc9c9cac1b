import { loadSpec } from '../../specs/load.js';
import type { Spec } from '../../specs/spec.js';
import type { Json } from '../asl/doc.js';
import type { Edition } from '../asl/index.js';
import { unknownOperation } from './error.js';
import type { Call, Operation, Operations } from './operation.js';
import type { Input } from './request.js';
import { type RequestReader, requestReader } from './request.js';
import { type Output, responseProjection } from './response.js';

/** An operation of an edition, ready to be called. */
export interface BoundOperation {
  readonly name: string;
  readonly read: RequestReader;
  /** Absent where the edition's answers are today's. */
  readonly project: ((output: Output) => Output) | undefined;
  handle: Operation;
}

/** Changes what goes out, after everything else: a hook for seeded faults. */
export type ResponseRewriter = (operation: string, output: Output, input: Input) => Output;

/** What seeded faults change of a service. */
interface Overrides {
  readonly rewriteResponse?: ResponseRewriter;
  /** Changes the model that requests are validated by. */
  readonly reviseSpec?: (spec: Spec) => Spec;
}

/** The operations of one edition: requests are validated by its spec, answers cut to it. */
export class Service {
  private readonly table = new Map<string, BoundOperation>();
  private readonly rewriteResponse: ResponseRewriter | undefined;

  constructor(edition: Edition, operations: Operations, { rewriteResponse, reviseSpec }: Overrides = {}) {
    this.rewriteResponse = rewriteResponse;
    const own = loadSpec('sfn', edition);
    const spec = reviseSpec === undefined ? own : reviseSpec(own);
    for (const [name, { request, response }] of Object.entries(spec.operations)) {
      const handle = operations[name];
      if (handle === undefined) continue;
      const project = edition === 'current' ? undefined : responseProjection(response.members, spec);
      this.table.set(name, { name, read: requestReader(request.members, spec), project, handle });
    }
  }

  get operations(): readonly string[] {
    return [...this.table.keys()];
  }

  has(name: string): boolean {
    return this.table.has(name);
  }

  /** Puts something around an operation's handler. @throws RangeError for an operation that the edition lacks */
  wrap(name: string, wrapper: (handle: Operation) => Operation): void {
    const bound = this.table.get(name);
    if (bound === undefined) throw new RangeError(`The edition has no operation ${name}.`);
    bound.handle = wrapper(bound.handle);
  }

  /**
   * Calls an operation as a client does. It answers at once when it can.
   * @throws ServiceError, or the promise is rejected with it
   */
  call(name: string, body: Json, call: Call): Output | Promise<Output> {
    const bound = this.table.get(name);
    if (bound === undefined) throw unknownOperation();
    const input = bound.read(body);
    const output = bound.handle(input, call);
    return output instanceof Promise
      ? output.then((late) => this.finish(bound, late, input))
      : this.finish(bound, output, input);
  }

  private finish(bound: BoundOperation, output: Output, input: Input): Output {
    const projected = bound.project === undefined ? output : bound.project(output);
    return this.rewriteResponse === undefined ? projected : this.rewriteResponse(bound.name, projected, input);
  }
}
