import type { PlannedCall } from '../../../arbitraries/calls/index.js';
import type { DurableRecipe } from '../../../arbitraries/durable/index.js';
import type { Machine } from '../../../arbitraries/machine.js';
import { type Relation, relations } from '../../../arbitraries/relations/index.js';
import type { Counterexample, RecordedRun } from '../../../harness/counterexample/index.js';
import type { World } from '../world.js';
import { judgeCalls } from './calls.js';
import { judgeDefinition } from './definition.js';
import { judgeDifference } from './difference.js';
import { judgeDurable } from './durable.js';
import type { Broken } from './evidence.js';
import { judgeHistory } from './history.js';
import { judgeOperationLaw, operationLaw } from './operations.js';
import { judgeRelation } from './relation.js';

/** What this tool knows no way to judge: the file was made by another version of it. */
export class UnknownLaw extends Error {
  override readonly name = 'UnknownLaw';
}

/** Whether the law of a counterexample is one that can be judged. @throws UnknownLaw */
export function checkLaw({ finding }: Counterexample): void {
  if (finding.kind === 'relation') relationOf(finding.relation);
  if (finding.kind !== 'invariant') return;
  const { invariant } = finding;
  const isOfHistories = invariant.startsWith('history:') || invariant === 'laws:description-agrees';
  if (!isOfHistories && operationLaw(invariant) === undefined) throw new UnknownLaw(`No law is called ${invariant}.`);
}

function relationOf(name: string): Relation {
  const relation = relations.find(({ id }) => id === name);
  if (relation === undefined) throw new UnknownLaw(`No relation is called ${name}.`);
  return relation;
}

/** Judges again, without the generator, what a counterexample holds. @throws UnknownLaw */
export async function judgeAgain(world: World, counterexample: Counterexample): Promise<readonly Broken[]> {
  const { finding } = counterexample;
  checkLaw(counterexample);
  switch (finding.kind) {
    case 'difference':
      return await judgeDifference(world, machineOf(finding.runs));
    case 'invariant': {
      const law = operationLaw(finding.invariant);
      const machine = machineOf(finding.runs);
      return law === undefined ? await judgeHistory(world, machine) : await judgeOperationLaw(world, law, machine);
    }
    case 'relation': {
      const relation = relationOf(finding.relation);
      const judged = await judgeRelation(world, relation, finding.machine as unknown as Machine, finding.draws);
      return judged.kind === 'broken' ? judged.failures : [];
    }
    case 'calls': {
      const found = await judgeCalls(world, finding.plan as unknown as readonly PlannedCall[]);
      return found === undefined ? [] : [found];
    }
    case 'durable': {
      const { recipes, timeoutSeconds } = finding;
      return await judgeDurable(world, recipes as unknown as readonly DurableRecipe[], timeoutSeconds);
    }
    case 'definition': {
      const { definition, accepted, rule, type } = finding;
      return await judgeDefinition(world, { definition, twin: accepted, rule, ...(type && { type }) });
    }
    default:
      return finding satisfies never;
  }
}

function machineOf([run]: readonly RecordedRun[]): Machine {
  return run!.machine as unknown as Machine;
}
