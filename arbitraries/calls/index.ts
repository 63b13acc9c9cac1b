import fc from 'fast-check';
import { drawCalls } from './draw.js';
import type { PlannedCall } from './plan.js';
import { activitiesCalls } from './plan-activities.js';
import { executionsCalls } from './plan-executions.js';
import { machinesCalls } from './plan-machines.js';
import { tagsCalls } from './plan-tags.js';
import { versionsCalls } from './plan-versions.js';
import { type Planner, Planning, type PlanningOptions } from './planning.js';
import type { CallKind, CallRecipe } from './recipe.js';

export type { CallAnswer, Caller, Expectation, PlannedCall, Ref } from './plan.js';
export type { PlanningOptions } from './planning.js';
export type { CallKind, CallRecipe } from './recipe.js';
export { type CallFinding, type CallNames, runCalls } from './run.js';

export interface CallOptions extends Partial<PlanningOptions> {
  /** The most calls. Default 14. */
  readonly size?: number;
}

class CallsArbitrary extends fc.Arbitrary<readonly CallRecipe[]> {
  constructor(private readonly size: number) {
    super();
  }

  generate(random: fc.Random): fc.Value<readonly CallRecipe[]> {
    const one = random.nextInt(-0x80000000, 0x7fffffff);
    const two = random.nextInt(-0x80000000, 0x7fffffff);
    return new fc.Value(drawCalls(one, two, this.size), undefined);
  }

  canShrinkWithoutContext(value: unknown): value is readonly CallRecipe[] {
    return Array.isArray(value);
  }

  shrink(calls: readonly CallRecipe[]): fc.Stream<fc.Value<readonly CallRecipe[]>> {
    return new fc.Stream(smaller(calls)).map((value) => new fc.Value(value, undefined));
  }
}

/** Sequences with calls left out, the most first, then with simpler numbers. */
export function* smaller(calls: readonly CallRecipe[]): IterableIterator<readonly CallRecipe[]> {
  for (let size = calls.length; size >= 1; size = Math.floor(size / 2)) {
    for (let from = 0; from + size <= calls.length; from += size) yield calls.toSpliced(from, size);
  }
  for (const [index, call] of calls.entries()) {
    if (call.of > 0) yield calls.with(index, { ...call, of: 0 });
    if (call.by > 0) yield calls.with(index, { ...call, by: 0 });
    if (call.of > 1) yield calls.with(index, { ...call, of: call.of >> 1 });
    if (call.by > 1) yield calls.with(index, { ...call, by: call.by >> 1 });
  }
}

/** Sequences of API calls, as plain data: what each refers to, and what must be answered, is found by {@link planCalls}. */
export function calls({ size = 14 }: CallOptions = {}): fc.Arbitrary<readonly CallRecipe[]> {
  return new CallsArbitrary(size);
}

const planners: Readonly<Record<CallKind, Planner>> = {
  ...machinesCalls,
  ...activitiesCalls,
  ...executionsCalls,
  ...tagsCalls,
  ...versionsCalls,
};

/** What is to be sent, and what a service that keeps the reference answers. */
export function planCalls(recipes: readonly CallRecipe[], options: CallOptions = {}): readonly PlannedCall[] {
  const { edition = 'current', time = true, activities = true } = options;
  const modern = edition === 'current';
  const { updates = modern, tags = modern, versions = modern } = options;
  const planning = new Planning({ edition, time, activities, updates, tags, versions });
  for (const { call, of, by } of recipes) planners[call](planning, of, by);
  return planning.plan;
}
