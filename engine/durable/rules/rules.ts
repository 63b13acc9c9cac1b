import { type Transitions, transitions } from '../operations/transitions.js';
import { type AnsweringRules, answering } from './answering.js';
import { type BatchRules, batch } from './batch.js';
import { type EndingRules, ending } from './ending.js';
import { type InvocationRules, invocations } from './invocations.js';
import {
  type CallbackRules,
  type ChainedRules,
  callbacks,
  chained,
  type StepRules,
  steps,
  type WaitRules,
  waits,
} from './operations.js';
import { type ReadingRules, reading } from './reading.js';
import { type RecordingRules, recording } from './recording.js';
import { type StartingRules, starting } from './starting.js';
import { type TokenRules, tokens } from './tokens.js';
import { type UpdateRules, updates } from './updates.js';

/**
 * Behaviour that one statement names, one replaceable entry each, in tables by topic. The engine calls them through the table
 * that its service was made with, so a seeded fault is a patch of one entry.
 */
export interface DurableRules {
  /** Invoke: who may start an execution, and which one a name means. */
  readonly starting: StartingRules;
  /** Checkpoint tokens. */
  readonly tokens: TokenRules;
  /** What a batch of updates has to satisfy as a whole, in order. */
  readonly batch: BatchRules;
  /** What each update has to satisfy, in order. */
  readonly updates: UpdateRules;
  /** What each action does. */
  readonly transitions: Transitions;
  readonly steps: StepRules;
  readonly waits: WaitRules;
  readonly callbacks: CallbackRules;
  readonly chained: ChainedRules;
  /** What an invocation's end means, and when the function is invoked again. */
  readonly invocations: InvocationRules;
  /** How executions end: stop, timeout, retention. */
  readonly ending: EndingRules;
  /** What the history keeps. */
  readonly recording: RecordingRules;
  /** What readers see. */
  readonly reading: ReadingRules;
  /** What a caller that waited for an execution is answered. */
  readonly answering: AnsweringRules;
}

export type DurableRulesPatch = { readonly [Table in keyof DurableRules]?: Partial<DurableRules[Table]> };

export const defaultRules: DurableRules = {
  starting,
  tokens,
  batch,
  updates,
  transitions,
  steps,
  waits,
  callbacks,
  chained,
  invocations,
  ending,
  recording,
  reading,
  answering,
};

/** The default rules with the patch's entries in place of theirs. */
export function withRules(patch: DurableRulesPatch = {}): DurableRules {
  const tables = Object.entries(defaultRules).map(([table, entries]) => [
    table,
    { ...entries, ...patch[table as keyof DurableRules] },
  ]);
  return Object.fromEntries(tables) as DurableRules;
}
