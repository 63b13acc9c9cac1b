import { Doc, type Json, type JsonObject } from '../asl/doc.js';
import type { Branch } from './branch.js';
import { type CompileContext, compileAssigner, compileQuery } from './dataflow.js';
import type { Failed, RetryTiming } from './rules.js';
import type { State } from './state.js';

/** An entry of Retry. */
export interface Retrier {
  readonly errorEquals: readonly string[];
  readonly maxAttempts: number;
  readonly timing: RetryTiming;
}

export function compileRetrier(retrier: JsonObject, { rules }: CompileContext): Retrier {
  const { intervalSeconds, backoffRate, maxAttempts } = rules.retryDefaults();
  const { MaxDelaySeconds, JitterStrategy } = retrier;
  const { IntervalSeconds = intervalSeconds, BackoffRate = backoffRate, MaxAttempts = maxAttempts } = retrier;
  return {
    errorEquals: retrier.ErrorEquals as string[],
    maxAttempts: MaxAttempts as number,
    timing: {
      intervalSeconds: IntervalSeconds as number,
      backoffRate: BackoffRate as number,
      ...(MaxDelaySeconds !== undefined && { maxDelaySeconds: MaxDelaySeconds as number }),
      jitter: JitterStrategy === 'FULL' ? 'FULL' : 'NONE',
    },
  };
}

/** What a catcher passes on, and the variables it assigns. @throws StatesError */
type Handle = (branch: Branch, failed: Failed) => { output: Doc; assigned: ReadonlyMap<string, Json> | undefined };

/** An entry of Catch. What it does is compiled when it first does it. */
export class Catcher {
  readonly errorEquals: readonly string[];
  private compiled: Handle | undefined;

  /** @param find the states of its machine by name */
  constructor(
    private readonly definition: JsonObject,
    private readonly index: number,
    private readonly context: CompileContext,
    private readonly find: (name: string) => State,
  ) {
    this.errorEquals = definition.ErrorEquals as string[];
  }

  /** Where it goes. */
  get next(): State {
    return this.find(this.definition.Next as string);
  }

  /** What it passes on, and the variables it assigns. @throws StatesError */
  handle(branch: Branch, failed: Failed): ReturnType<Handle> {
    this.compiled ??= compileHandle(this.definition, this.index, this.context);
    return this.compiled(branch, failed);
  }
}

function compileHandle(catcher: JsonObject, index: number, context: CompileContext): Handle {
  const { rules, language } = context;
  const assigner = compileAssigner(catcher.Assign, `Catch[${index}]/`, context);
  if (context.queryLanguage === 'JSONata') {
    const query =
      catcher.Output === undefined ? undefined : compileQuery(catcher.Output, `Catch[${index}]/Output`, context);
    return (branch, failed) => {
      branch.input = branch.raw;
      branch.errorOutput = Doc.of(rules.catchOutput(failed));
      try {
        const output = query === undefined ? branch.errorOutput : query.evaluate(branch);
        return { output, assigned: assigner?.(branch) };
      } finally {
        branch.errorOutput = undefined;
      }
    };
  }
  const { ResultPath } = catcher;
  const reference = ResultPath === undefined ? undefined : language.reference(ResultPath as string | null);
  return (branch, failed) => {
    const errorOutput = Doc.of(rules.catchOutput(failed));
    branch.input = errorOutput;
    const assigned = assigner?.(branch);
    return { output: reference === undefined ? errorOutput : reference.write(branch.raw, errorOutput), assigned };
  };
}
