import { compile } from '../../arbitraries/compile/compiler.js';
import { drawRecipe } from '../../arbitraries/draw/block.js';
import { Draws } from '../../arbitraries/draws.js';
import { type MachineOptions, profileOf } from '../../arbitraries/options.js';
import type { Recipe } from '../../arbitraries/recipe.js';
import {
  awaitRelation,
  type Conditions,
  type HistoryDifference,
  type Relation,
  type RunResult,
  relations,
} from '../../arbitraries/relations/index.js';
import { shrunkRecipes } from '../../arbitraries/shrink/index.js';
import { differences } from '../../harness/difference/index.js';
import { type Capability, type CaseContext, test } from '../../harness/index.js';
import { allowanceOf } from './allowance.js';
import { concludeSearch, type Evidence, recordedMachine, recordedRun } from './findings.js';
import { type Judged, search } from './search.js';
import { inOwnNames, optionsFor, type TargetRun, TargetRuns } from './target-runs.js';

/** Relations between runs of generated machines: they need no reference. `--runs` is shared by all of them. */

interface RelationCase {
  readonly title: string;
  readonly requires?: readonly Capability[];
  readonly modern?: true;
  readonly options?: MachineOptions;
}

const cases: Readonly<Record<Relation['id'], RelationCase>> = {
  'laws:identity-pass': { title: 'a Pass state that says nothing changes nothing' },
  'laws:discarding-pass': { title: 'a Pass state that throws its result away changes nothing' },
  'laws:one-branch-parallel': { title: 'a Parallel state of one branch gives a list of what the branch gives' },
  'laws:swapped-branches': { title: 'branches in the opposite order give their outputs in that order' },
  'laws:prepended-wait': { title: 'a Wait state in front gives the same, later' },
  'laws:negated-choice': { title: 'a negated rule with exchanged targets leads where it led' },
  'laws:unused-retry': { title: 'where nothing fails, Retry is as good as not there', requires: ['activities'] },
  'laws:retry-count': {
    title: 'a task is tried as often as MaxAttempts says, and not too early',
    requires: ['activities'],
  },
  'laws:renamed-states': { title: 'states with other names leave the same history' },
  'laws:reordered-states': { title: 'the order of States and a Comment leave the same history' },
  'laws:map-is-parallel': {
    title: 'a Map state gives what copies in a Parallel state give',
    requires: ['map'],
    modern: true,
  },
  'laws:map-concurrency': { title: 'MaxConcurrency does not change the outcome', requires: ['map'], modern: true },
  'laws:map-concatenation': { title: 'a Map state over two lists gives both outputs', requires: ['map'], modern: true },
  'laws:de-morgan': { title: "rules rewritten by De Morgan's laws choose the same" },
  'laws:operand-order': { title: 'the order inside And and Or is all the same' },
  'laws:path-operator': { title: 'a comparison with a path is one with what the path leads to', modern: true },
  'laws:split-sequence': { title: 'a machine cut in two gives what the whole gives' },
  'laws:seconds-path': { title: 'SecondsPath is the Seconds that it leads to' },
  'laws:query-languages': {
    title: 'the same in JSONPath and in JSONata comes to the same',
    requires: ['jsonata'],
    modern: true,
    options: { twins: true },
  },
};

/** Each relation's part of the runs. */
const SHARE = 0.04;

/** The first difference of two histories; times are no part of it. */
function differs(base: RunResult, variant: RunResult): HistoryDifference | undefined {
  const [first] = differences(base, variant, { time: { kind: 'real', slackMs: Number.POSITIVE_INFINITY } });
  return first === undefined ? undefined : { ...first, aspect: first.fingerprint };
}

async function check(context: CaseContext, relation: Relation, options: MachineOptions): Promise<void> {
  const { chance, target } = context;
  const profile = profileOf({ ...optionsFor(target), ...options });
  const runs = new TargetRuns(context);
  const clock = target.clock.kind;
  const conditions: Conditions = { clock, differs };
  const second = (index: number): number => index * 7_919 + relation.id.length;
  const judge = async (recipe: Recipe, index: number): Promise<Judged<Evidence>> => {
    const machine = compile(recipe);
    const made: TargetRun[] = [];
    const draws: readonly [number, number] = [chance.seed, second(index)];
    const verdict = await awaitRelation(relation.trial(machine, new Draws(...draws), conditions), async (machines) => {
      const results = await Promise.all(machines.map((one) => runs.run(one)));
      made.push(...results);
      return results.map(inOwnNames);
    });
    if (verdict.kind !== 'broken') return verdict;
    const { aspect, expected, actual } = verdict;
    const subject = { ...recordedMachine(machine), recipe: JSON.parse(JSON.stringify(recipe)) };
    const finding = {
      kind: 'relation',
      relation: relation.id,
      machine: subject,
      draws,
      runs: made.map((run) => recordedRun(run)),
    } as const;
    const failure = { fingerprint: `${relation.id} ${aspect}`, expected, actual, evidence: { finding, runs: made } };
    return { kind: 'broken', failures: [failure] };
  };
  const property = {
    draw: (index: number) => drawRecipe(chance.seed, second(index), profile),
    judge,
    smaller: shrunkRecipes,
  };
  const found = await search(property, allowanceOf(chance.runs, SHARE, clock));
  const law = { id: relation.id, evidence: 'documented', reason: 'A relation between runs does not hold' };
  await concludeSearch(context, law, found, { property, runs });
}

for (const relation of relations) {
  const { title, requires, modern, options = {} } = cases[relation.id]!;
  test(title, {
    cites: [relation.id],
    ...(requires !== undefined && { requires }),
    ...(modern && { editions: ['current'] }),
  }, async (context) => {
    await check(context, relation, options);
  });
}
