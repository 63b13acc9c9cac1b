import type { Edition } from '../recipe.js';
import { type DefinitionKind, definitionKinds, usesActivity } from './definitions.js';
import { Model } from './model.js';
import type { Expectation, PlannedCall, Ref, Value } from './plan.js';

export interface PlanningOptions {
  readonly edition: Edition;
  /** Whether time passes: Waits end and tasks time out. Not where times can't be kept to the second. */
  readonly time: boolean;
  /** Whether there are activities. */
  readonly activities: boolean;
  /** Whether there is UpdateStateMachine. */
  readonly updates: boolean;
  /** Whether there are tags. */
  readonly tags: boolean;
  /** Whether there are versions of state machines. */
  readonly versions: boolean;
}

/** Names are few: what is asked for twice is what is interesting. The target's own names are put around them. */
export const NAMES = 3;

export const ref = (kind: Ref['ref'], index: number): Ref => ({ ref: kind, index });

export const answer = (
  members: Readonly<Record<string, Value>>,
  more: { readonly present?: readonly string[]; readonly absent?: readonly string[] } = {},
): Expectation => ({ kind: 'answer', members, ...more });

export const refusal = (...errors: readonly string[]): Expectation => ({ kind: 'refusal', errors });

interface ChosenDefinition {
  readonly kind: DefinitionKind;
  readonly variant: number;
  readonly activity: number;
}

export function definitionValue({ kind, variant, activity }: ChosenDefinition): Value {
  return { definition: kind, variant, activity: ref('activity', activity) };
}

/** Puts what becomes of one call recipe into the plan. */
export type Planner = (planning: Planning, of: number, by: number) => void;

/** Turns call recipes into a plan, by a model of the service: what can't be foretold is left out. */
export class Planning {
  readonly plan: PlannedCall[] = [];
  readonly model: Model;
  private inputs = 0;

  constructor(readonly options: PlanningOptions) {
    this.model = new Model(options.edition);
  }

  call(
    operation: string,
    input: Readonly<Record<string, Value>>,
    expect: Expectation,
    statement: string,
    more: { readonly keep?: { readonly as: Ref; readonly member: string }; readonly settle?: Ref } = {},
  ): void {
    this.plan.push({ step: 'call', operation, input, expect, statement: `sfn:${statement}`, ...more });
  }

  /** One of several, or -1 for something that does not exist: one time in eight, and where there is none. */
  pick(count: number, of: number): number {
    return count === 0 || of % 8 === 7 ? -1 : of % count;
  }

  /** A number that no input had before. */
  nextInput(): number {
    return this.inputs++;
  }

  definition(by: number): ChosenDefinition {
    const kind = definitionKinds[by % definitionKinds.length]!;
    const usable = this.options.time || kind !== 'limited' ? kind : 'work';
    const variant = Math.floor(by / definitionKinds.length) % 2;
    const live = this.model.activities.flatMap(({ exists }, index) => (exists ? [index] : []));
    if (!usesActivity(usable)) return { kind: usable, variant, activity: -1 };
    if (live.length === 0 || !this.options.activities) return { kind: 'echo', variant, activity: -1 };
    return { kind: usable, variant, activity: live[by % live.length]! };
  }
}
