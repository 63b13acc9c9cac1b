import type { Language } from '../language.js';
import type { RegexpBudget } from '../regexp/regexp.js';
import { type Scope, states } from '../scope.js';
import { LimitError } from './error.js';
import type { Focus } from './library.js';
import { sequence } from './value.js';

/** How deep evaluation may nest on AWS: 100 terms of `1+1+...`, 99 parentheses. */
const DEEPEST = 100;
/** How deep calls may nest: they take the thread's stack, which has room for some 750 of them. */
const DEEPEST_CALL = 200;
/**
 * How many steps an evaluation may take. AWS gives it a second of time; steps are the same on every machine, and these take
 * well under one.
 */
const MOST_STEPS = 10_000_000;
/** The longest array and string on AWS: `[1..873782]` evaluates there, one item more does not; so do 2^22 characters, not 2^23. */
const LONGEST_ARRAY = 873_782;
const LONGEST_STRING = LONGEST_ARRAY * 8;

/** One evaluation of one expression: what it sees and what it has used up. */
export class Run implements RegexpBudget {
  depth = 0;
  calls = 0;
  private steps = MOST_STEPS;
  private states: { [member: string]: unknown } | undefined;
  private context: unknown;
  private thisOfFunctions: Focus | undefined;

  constructor(
    readonly scope: Scope,
    readonly language: Language,
    private readonly builtins: ReadonlyMap<string, unknown>,
  ) {}

  /** Goes into a node. */
  enter(): void {
    if (++this.depth > DEEPEST) throw LimitError.depth();
    if (--this.steps < 0) throw LimitError.time();
  }

  /** Goes into a call. Tail calls within functions that built-in functions call nest without adding to the depth. */
  enterCall(): void {
    if (++this.calls > DEEPEST_CALL) throw LimitError.depth();
  }

  spend(steps: number): void {
    this.steps -= steps;
    if (this.steps < 0) throw LimitError.time();
  }

  /** Refuses an array or string that AWS has no memory for. */
  hold(value: unknown): void {
    if (
      Array.isArray(value) ? value.length > LONGEST_ARRAY : typeof value === 'string' && value.length > LONGEST_STRING
    )
      throw LimitError.memory();
  }

  /** What a name stands for outside of all blocks and functions. */
  global(name: string): unknown {
    if (name === 'states') {
      this.states ??= states(this.scope) as { [member: string]: unknown };
      return this.states;
    }
    const variable = this.scope.variables.get(name);
    return variable === undefined ? this.builtins.get(name) : variable;
  }

  /** A member of `$states`. */
  stateOf(name: string): unknown {
    const { scope } = this;
    switch (name) {
      case 'input':
        return scope.input.value;
      case 'result':
        return scope.result?.value;
      case 'errorOutput':
        return scope.errorOutput?.value;
      case 'context':
        this.context ??= scope.context();
        return this.context;
      default:
        return undefined;
    }
  }

  get focus(): Focus {
    this.thisOfFunctions ??= { environment: { timestamp: new Date(this.scope.now()) }, createSequence: sequence };
    return this.thisOfFunctions;
  }
}

/** The names that a block, function or tuple binds, inside those around it. */
export class Frame {
  private names: Map<string, unknown> | undefined;

  constructor(
    readonly run: Run,
    private readonly outer: Frame | undefined,
  ) {}

  inner(): Frame {
    return new Frame(this.run, this);
  }

  bind(name: string, value: unknown): void {
    this.names ??= new Map();
    this.names.set(name, value);
  }

  lookup(name: string): unknown {
    for (let frame: Frame | undefined = this; frame !== undefined; frame = frame.outer) {
      if (frame.names?.has(name)) return frame.names.get(name);
    }
    return this.run.global(name);
  }

  /** A frame in which each name of a tuple is bound. */
  withTuple(tuple: Readonly<Record<string, unknown>>): Frame {
    const frame = this.inner();
    for (const name of Object.keys(tuple)) frame.bind(name, tuple[name]);
    return frame;
  }
}
