import { drawCalls } from '../../arbitraries/calls/draw.js';
import {
  type CallFinding,
  type CallRecipe,
  type PlanningOptions,
  planCalls,
  runCalls,
  smaller,
} from '../../arbitraries/calls/index.js';
import type { JsonMembers } from '../../harness/counterexample/index.js';
import { type CaseContext, test } from '../../harness/index.js';
import { allowanceOf } from './allowance.js';
import { concludeSearch, type Evidence } from './findings.js';
import { type Property, search } from './search.js';
import { TargetCaller } from './target-caller.js';

/** Sequences of API calls, answered as a model of the service says. */

const SHARE = 0.15;
const SIZE = 14;

function planningFor({ target }: CaseContext): PlanningOptions {
  return {
    edition: target.edition === 'current' ? 'current' : '2017-03-30',
    time: target.clock.kind === 'virtual',
    activities: target.has('activities'),
    updates: target.has('update-machine'),
  };
}

async function tryCalls(context: CaseContext, recipes: readonly CallRecipe[]) {
  const plan = planCalls(recipes, planningFor(context));
  const caller = new TargetCaller(context);
  const finding = await runCalls(plan, caller, caller);
  await caller.end();
  return { plan, finding };
}

test('calls are answered as those before them say', { cites: ['laws:call-sequences'] }, async (context) => {
  const { seed, runs } = context.chance;
  const statements = new Map<string, CallFinding>();
  const property: Property<readonly CallRecipe[], Evidence> = {
    draw: (index) => drawCalls(seed, index, SIZE),
    smaller,
    async judge(recipes) {
      const { plan, finding } = await tryCalls(context, recipes);
      if (plan.length === 0) return { kind: 'silent' };
      if (finding === undefined) return { kind: 'holds' };
      const { fingerprint, expected, actual, step } = finding;
      statements.set(fingerprint, finding);
      const found = { kind: 'calls', plan: plan as unknown as readonly JsonMembers[], step } as const;
      return { kind: 'broken', failures: [{ fingerprint, expected, actual, evidence: { finding: found, runs: [] } }] };
    },
  };
  // One after the other: lists are read whole, and what others do shows in them.
  const found = await search(property, { ...allowanceOf(runs, SHARE, context.target.clock.kind), atOnce: 1 });
  await concludeSearch(
    context,
    {
      id: 'laws:call-sequences',
      evidence: 'recorded',
      reason: 'A call is answered otherwise than the calls before it say',
      statementOf: ({ failure }) => {
        const statement = statements.get(failure.fingerprint)?.statement;
        return statement === undefined ? undefined : { id: statement, evidence: 'recorded' };
      },
    },
    found,
    { property },
  );
});
