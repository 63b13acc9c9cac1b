import type { DurableServiceOptions } from './durable/index.js';
import type { ServeOptions } from './http/serve.js';
import type { Engine, EngineOptions } from './service/engine.js';

/** What makes an engine behave otherwise than ours does. */
export interface Deviation {
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

/** A seeded defect of the engine that breaks one statement. `faults/<id>.ts` exports one as `fault`. */
export interface Fault extends Deviation {
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
}

/**
 * A way in which a right target may differ from our engine: no case may blame it. `freedoms/<id>.ts` exports one as
 * `freedom`.
 */
export interface Freedom extends Deviation {
  /** The file's name. */
  readonly id: string;
  /** What the target does, in one sentence. */
  readonly does: string;
  /** What leaves it open: the place in a reference, a standard, or where real AWS was seen to do so. One sentence. */
  readonly because: string;
}

/** What is wrong with the deviation in a file, in a clause; nothing when it is well made. */
export function deviationProblem(file: string, { id, does, ...rest }: Fault | Freedom): string | undefined {
  if (id !== file) return `its id is ${id}, and must be the name of the file.`;
  if (!isSentence(does)) return '`does` is not one sentence.';
  const { options, edge, durable, install } = rest;
  return [options, edge, durable, install].every((part) => part === undefined) ? 'it changes nothing.' : undefined;
}

export const isSentence = (text: string): boolean => /^[A-Z].*\.$/s.test(text);
