import type { DurableServiceOptions } from './durable/index.js';
import type { ServeOptions } from './http/serve.js';
import type { Engine, EngineOptions } from './service/engine.js';

/** A seeded defect of the engine that breaks one statement. `faults/<id>.ts` exports one as `fault`. */
export interface Fault {
  /** The file's name. */
  readonly id: string;
  /** The id of the statement that it breaks. */
  readonly breaks: string;
  /** What the engine does wrong, in one sentence. */
  readonly does: string;
  /** The emulator that has, or had, this very defect: an issue's address, or the name and version that it was seen in. */
  readonly source?: string;
  /** Why no case can catch it, where that is so. */
  readonly survives?: string;
  /** Overrides that the engine is made with. */
  readonly options?: Pick<
    EngineOptions,
    'language' | 'rules' | 'operations' | 'rewriteResponse' | 'reviseSpec' | 'reviseDefinition' | 'reviseDiagnostics'
  >;
  /** Overrides that its HTTP edge is made with. */
  readonly edge?: Pick<ServeOptions, 'rewriteRequest' | 'rewriteAnswer'>;
  /** Overrides that the durable service beside it is made with. */
  readonly durable?: Pick<
    DurableServiceOptions,
    'rules' | 'handlers' | 'reviseContract' | 'rewriteRequest' | 'rewriteAnswer'
  >;
  /** What is changed on the finished engine, e.g. with `wrapOperation`. */
  install?(engine: Engine): void;
}
