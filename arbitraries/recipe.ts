import type { Json } from './json.js';

/**
 * A machine before it is one: plain data, so that it shrinks, prints and can be kept in a file. It says what kinds of states
 * follow each other and leaves to {@link compile} what only fits together as a whole: names, transitions, and paths.
 */
export interface Recipe {
  readonly edition: Edition;
  /** The machine's query language. JSONPath machines can hold JSONata states, not the other way round. */
  readonly language: QueryLanguage;
  readonly input: Json;
  readonly block: Block;
  /** The machine's TimeoutSeconds. */
  readonly timeout?: number;
  /** Has a Comment and, in JSONPath, a Version. */
  readonly labelled?: true;
  /**
   * What it does without: paths into the context object and functions; random numbers and ids; all that the two query languages
   * say differently.
   */
  readonly without?: readonly Lack[];
}

export type Lack = 'functions' | 'chance' | 'differences';

export type Edition = '2017-03-30' | 'current';
export type QueryLanguage = 'JSONPath' | 'JSONata';

/** Steps one after the other. What follows a step that ends the machine is left out. */
export type Block = readonly Step[];

/**
 * A number that is resolved when the recipe is compiled, by what is there at its place: `gene % options`. 0 is the simplest.
 * So a recipe stays right whatever is taken away from it.
 */
export type Gene = number;

export type Step =
  | PassStep
  | TaskStep
  | WaitStep
  | ChoiceStep
  | ParallelStep
  | MapStep
  | RepeatStep
  | SucceedStep
  | FailStep;

export type StepKind = Step['step'];

interface AnyStep {
  /** A JSONata state in a JSONPath machine. */
  readonly jsonata?: true;
}

export interface PassStep extends AnyStep, Flow {
  readonly step: 'pass';
  readonly result?: Json;
}

export interface WaitStep extends AnyStep, Flow {
  readonly step: 'wait';
  readonly by: 'seconds' | 'secondsPath' | 'timestamp' | 'timestampPath';
  readonly seconds: number;
}

export interface TaskStep extends AnyStep, Flow, Handlers {
  readonly step: 'task';
  readonly kind: TaskKind;
  /** What it does, attempt by attempt; beyond the end the last one again. At least one. */
  readonly script: readonly Outcome[];
  /** TimeoutSeconds; made up where the script needs one. */
  readonly timeout?: number;
  readonly heartbeat?: number;
  /** Both come from the state's input, where it has a number that fits. */
  readonly limitsByPath?: true;
}

/**
 * What carries a task: an activity, a function by its ARN, a function by the service integration, a callback with a task
 * token, or any service's integration.
 */
export type TaskKind = 'activity' | 'lambda' | 'invoke' | 'callback' | 'service';
export const taskKinds: readonly TaskKind[] = ['activity', 'lambda', 'invoke', 'callback', 'service'];

/** What a task does in one attempt. Times are in seconds. */
export type Outcome =
  | { readonly outcome: 'ok'; readonly output: Json }
  | { readonly outcome: 'error'; readonly error: string; readonly cause: string }
  /** Never answers. */
  | { readonly outcome: 'timeout' }
  /** So many heartbeats a second apart, then none. */
  | { readonly outcome: 'gap'; readonly beats: number }
  /** Answers after a while. */
  | { readonly outcome: 'late'; readonly seconds: number; readonly then: Answer }
  /** So many heartbeats a second apart, then an answer. */
  | { readonly outcome: 'beats'; readonly beats: number; readonly then: Answer };
export type Answer = Extract<Outcome, { readonly outcome: 'ok' | 'error' }>;

/** What a task does: one outcome an attempt, the last one for all that follow. Attempts are counted for each input. */
export type TaskScript = readonly Outcome[];

export interface ChoiceStep extends AnyStep, Flow {
  readonly step: 'choice';
  readonly rules: readonly RuleRecipe[];
  /** Absent: no Default. */
  readonly otherwise?: Block;
}

export interface RuleRecipe {
  readonly test: Test;
  readonly then: Block;
  readonly assign?: Template;
}

export type Test =
  | {
      readonly test: 'compare';
      /** Which value of the state's input. */
      readonly of: Gene;
      /** Which of the operators that fit it. */
      readonly operator: Gene;
      readonly witness: Witness;
      /** Compares with what a path leads to, where one does. */
      readonly byPath?: true;
    }
  | { readonly test: 'and' | 'or'; readonly tests: readonly Test[] }
  | { readonly test: 'not'; readonly of: Test };

/** What a comparison comes to: true, false, or false because the value is of another type or not there at all. */
export type Witness = 'true' | 'false' | 'type' | 'absent';

export interface ParallelStep extends AnyStep, Flow, Handlers {
  readonly step: 'parallel';
  readonly branches: readonly Block[];
}

export interface MapStep extends AnyStep, Flow, Handlers {
  readonly step: 'map';
  /** The items, or which list of the input. */
  readonly items: readonly Json[] | Gene;
  readonly body: Block;
  /** MaxConcurrency: not there, a number, or where the input has it. */
  readonly atOnce?: number | 'path';
  readonly itemSelector?: Template;
  readonly mode?: 'inline' | 'distributed' | 'iterator';
  readonly tolerance?: 'count' | 'percentage' | 'count-path' | 'percentage-path';
  readonly batch?: number;
  readonly label?: true;
}

/** A loop that is counted by a variable. */
export interface RepeatStep {
  readonly step: 'repeat';
  readonly times: number;
  readonly body: Block;
}

export interface SucceedStep extends AnyStep, Flow {
  readonly step: 'succeed';
}

export interface FailStep extends AnyStep {
  readonly step: 'fail';
  readonly error?: Text;
  readonly cause?: Text;
}

/** A text as it stands, or made from the input. */
export type Text = string | Source;

/** How data goes through a state. A field that is absent here is absent there. */
export interface Flow {
  /** InputPath: a path into the input; `null` is null. */
  readonly inputPath?: Gene | null;
  /** Parameters, or Arguments in a JSONata state. */
  readonly parameters?: Template;
  readonly resultSelector?: Template;
  /** Where the result goes; the first is `$`. */
  readonly resultPath?: Gene;
  readonly outputPath?: Gene | null;
  readonly assign?: Template;
}

export interface Handlers {
  readonly retry?: readonly RetryRecipe[];
  readonly catch?: readonly CatchRecipe[];
}

export interface RetryRecipe {
  readonly errors: readonly string[];
  readonly attempts?: number;
  readonly interval?: number;
  readonly backoff?: number;
  readonly maxDelay?: number;
  readonly jitter?: 'NONE' | 'FULL';
}

export interface CatchRecipe {
  readonly errors: readonly string[];
  readonly resultPath?: Gene;
  readonly assign?: Template;
  /** What is done then. It goes on where the state would have gone on. */
  readonly then: Block;
}

/** The members of a payload template. */
export type Template = readonly TemplateMember[];
export interface TemplateMember {
  readonly name: string;
  readonly from: Source;
}

/** Where a value comes from. */
export type Source =
  | { readonly from: 'literal'; readonly value: Json }
  /** A path into the state's input or result. */
  | { readonly from: 'path'; readonly pick: Gene }
  | { readonly from: 'context'; readonly pick: Gene }
  /** A variable; a path where there is none. */
  | { readonly from: 'variable'; readonly pick: Gene }
  /** An intrinsic function, or what JSONata has for it. */
  | { readonly from: 'call'; readonly function: Gene; readonly arguments: readonly Source[] }
  | { readonly from: 'object'; readonly members: Template }
  | { readonly from: 'list'; readonly items: readonly Source[] }
  /** The index of the Map item. */
  | { readonly from: 'item-index' }
  /** Nothing is there: the state fails when it runs. */
  | { readonly from: 'nowhere' };
