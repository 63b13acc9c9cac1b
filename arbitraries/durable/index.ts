import fc from 'fast-check';
import { Draws } from '../draws.js';
import { type DurableRecipe, type Happening, happenings } from './recipe.js';

export type { DurableRecipe, Happening } from './recipe.js';
export { type DurableFinding, runDurable } from './run.js';
export type { Answered, Checkpointed, DurableWorld, Invoked } from './world.js';

const weights: Readonly<Record<Happening, number>> = {
  'start-step': 10,
  'run-step': 4,
  'succeed-step': 7,
  'fail-step': 3,
  'retry-step': 5,
  'poll-step': 3,
  'start-wait': 9,
  'start-callback': 9,
  'start-context': 6,
  'succeed-context': 3,
  'fail-context': 2,
  ask: 4,
  stale: 2,
  suspend: 14,
  crash: 3,
  succeed: 2,
  fail: 1,
  close: 1,
  advance: 16,
  'callback-success': 6,
  'callback-failure': 3,
  'callback-heartbeat': 6,
  stop: 2,
};
const weighted = happenings.map((happening) => [weights[happening], happening] as const);

/** Draws a sequence of at most `size` steps. The same two numbers give the same one. */
export function drawDurable(one: number, two: number, size = 30): readonly DurableRecipe[] {
  const draws = new Draws(one, two);
  const recipes: DurableRecipe[] = [];
  for (let left = draws.between(3, size); left > 0; left--) {
    recipes.push({ do: draws.weighted(weighted), of: draws.gene(), by: draws.gene() });
  }
  return recipes;
}

/** Sequences with steps left out, the most first, then with simpler numbers. */
export function* smallerDurable(recipes: readonly DurableRecipe[]): IterableIterator<readonly DurableRecipe[]> {
  for (let size = recipes.length; size >= 1; size = Math.floor(size / 2)) {
    for (let from = 0; from + size <= recipes.length; from += size) yield recipes.toSpliced(from, size);
  }
  for (const [index, recipe] of recipes.entries()) {
    if (recipe.of > 0) yield recipes.with(index, { ...recipe, of: 0 });
    if (recipe.by > 0) yield recipes.with(index, { ...recipe, by: 0 });
    if (recipe.of > 1) yield recipes.with(index, { ...recipe, of: recipe.of >> 1 });
    if (recipe.by > 1) yield recipes.with(index, { ...recipe, by: recipe.by >> 1 });
  }
}

class DurableArbitrary extends fc.Arbitrary<readonly DurableRecipe[]> {
  constructor(private readonly size: number) {
    super();
  }

  generate(random: fc.Random): fc.Value<readonly DurableRecipe[]> {
    const [one, two] = [random.nextInt(-0x80000000, 0x7fffffff), random.nextInt(-0x80000000, 0x7fffffff)];
    return new fc.Value(drawDurable(one, two, this.size), undefined);
  }

  canShrinkWithoutContext(value: unknown): value is readonly DurableRecipe[] {
    return Array.isArray(value);
  }

  shrink(recipes: readonly DurableRecipe[]): fc.Stream<fc.Value<readonly DurableRecipe[]>> {
    return new fc.Stream(smallerDurable(recipes)).map((value) => new fc.Value(value, undefined));
  }
}

/** Sequences of what may happen to one durable execution, as plain data. */
export function durableSequences({
  size = 30,
}: {
  readonly size?: number;
} = {}): fc.Arbitrary<readonly DurableRecipe[]> {
  return new DurableArbitrary(size);
}
