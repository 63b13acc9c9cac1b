import { compile } from '../../arbitraries/compile/compiler.js';
import { drawRecipe } from '../../arbitraries/draw/block.js';
import { type MachineOptions, profileOf } from '../../arbitraries/options.js';
import type { Recipe } from '../../arbitraries/recipe.js';
import { type Relation, relations } from '../../arbitraries/relations/index.js';
import { shrunkRecipes } from '../../arbitraries/shrink/index.js';
import { type Capability, type CaseContext, test } from '../../harness/index.js';
import { allowanceOf, searchBudgetMs } from './allowance.js';
import { runsWhatItIsGiven } from './control.js';
import { judgeBySearch } from './findings.js';
import type { Evidence } from './judging/evidence.js';
import { judgeRelation } from './judging/relation.js';
import type { Property } from './search.js';
import { TargetWorld } from './target-world.js';

/** Relations between runs of generated machines, and laws of time: they need no reference. `--runs` is shared by all of them. */

interface RelationCase {
  readonly title: string;
  readonly requires?: readonly Capability[];
  readonly options?: MachineOptions;
}

const cases: Readonly<Record<Relation['id'], RelationCase>> = {
  'laws:identity-pass': { title: 'a Pass state that says nothing changes nothing' },
  'laws:discarding-pass': { title: 'a Pass state that throws its result away changes nothing' },
  'laws:one-branch-parallel': { title: 'a Parallel state of one branch gives a list of what the branch gives' },
  'laws:swapped-branches': { title: 'branches in the opposite order give their outputs in that order' },
  'laws:prepended-wait': { title: 'a Wait state in front gives the same, later' },
  'laws:negated-choice': { title: 'a negated rule with exchanged targets leads where it led' },
  'laws:unused-retry': { title: 'where nothing fails, Retry is as good as not there', requires: ['activity-workers'] },
  'laws:retry-count': {
    title: 'a task is tried as often as MaxAttempts says, and not too early',
    requires: ['activity-workers'],
  },
  'laws:renamed-states': { title: 'states with other names leave the same history' },
  'laws:reordered-states': { title: 'the order of States and a Comment leave the same history' },
  'laws:map-is-parallel': {
    title: 'a Map state gives what copies in a Parallel state give',
    requires: ['map'],
  },
  'laws:map-concurrency': { title: 'MaxConcurrency does not change the outcome', requires: ['map'] },
  'laws:map-concatenation': { title: 'a Map state over two lists gives both outputs', requires: ['map'] },
  'laws:de-morgan': { title: "rules rewritten by De Morgan's laws choose the same" },
  'laws:operand-order': { title: 'the order inside And and Or is all the same' },
  'laws:path-operator': { title: 'a comparison with a path is one with what the path leads to' },
  'laws:split-sequence': { title: 'a machine cut in two gives what the whole gives' },
  'laws:seconds-path': { title: 'SecondsPath is the Seconds that it leads to' },
  'laws:query-languages': {
    title: 'the same in JSONPath and in JSONata comes to the same',
    requires: ['jsonata'],
    options: { twins: true },
  },
  'laws:wait-time': { title: 'a Wait state ends when it is told to, and not before' },
  'laws:retry-jitter': {
    title: 'with full jitter no interval is longer than without',
    requires: ['activity-workers'],
  },
  'laws:heartbeats': {
    title: 'heartbeats in time keep a task alive, and without them it times out when it is due',
    requires: ['activities', 'activity-workers'],
  },
  'laws:task-timeout': {
    title: 'a task that is not answered times out when it is due, and no other does',
    requires: ['activities', 'activity-workers'],
  },
};

/** What chooses the place is drawn apart from the machine: else some machines never meet some places. */
const APART = 3;
/** Each relation's part of the runs. */
const SHARE = 0.04;

async function check(context: CaseContext, relation: Relation, options: MachineOptions): Promise<void> {
  const { chance, target } = context;
  await runsWhatItIsGiven(context);
  const world = new TargetWorld(context);
  const profile = profileOf({ ...world.machines, ...options });
  const second = (index: number): number => index * 7_919 + relation.id.length;
  const property: Property<Recipe, Evidence> = {
    draw: (index) => drawRecipe(chance.seed, second(index), profile),
    judge: (recipe, index) => judgeRelation(world, relation, compile(recipe), [chance.seed, second(index) + APART]),
    smaller: shrunkRecipes,
  };
  const allowance = allowanceOf(chance.runs, SHARE, target.clock.kind, relations.length);
  await judgeBySearch(context, 'A relation between runs does not hold', { property, world }, allowance);
}

for (const relation of relations) {
  const { title, requires, options = {} } = cases[relation.id]!;
  test(title, {
    cites: [relation.id],
    budgetMs: searchBudgetMs(),
    ...(requires !== undefined && { requires }),
    ...(relation.modern && { editions: ['current'] }),
  }, async (context) => {
    await check(context, relation, options);
  });
}
