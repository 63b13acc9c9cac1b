import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { compile } from '../../arbitraries/compile/compiler.js';
import { drawRecipe } from '../../arbitraries/draw/block.js';
import { profileOf } from '../../arbitraries/options.js';
import { relations } from '../../arbitraries/relations/index.js';
import { faultIds, loadFault } from '../../faults/index.js';
import { editions } from '../../specs/load.js';
import { packageRoot } from '../../specs/package-root.js';
import { loadStatements } from '../../specs/statements.js';
import { EngineWorld, isOfTheCore } from '../../suites/laws/engine-world.js';
import { judgeOperationLaw, machinesFor, operationLaw } from '../../suites/laws/judging/operations.js';
import { judgeRelation } from '../../suites/laws/judging/relation.js';

/** The table of laws in docs/laws.md: each law is there, and the fault beside it is one that the law tells. */

const page = readFileSync(join(packageRoot, 'docs', 'laws.md'), 'utf8');
const rows = [...page.matchAll(/^\| [^|]* \| `(laws:[\w-]+)` \| ([^|]*) \| `([\w-]+)` \|$/gm)].map(
  ([, law, suites, fault]) => ({ law: law!, suites: suites!, fault: fault! }),
);
const MOST_DRAWS = 4_000;

test('has every law of Step Functions, in a suite that cites it, and a fault that there is', () => {
  const known = new Set(
    editions().flatMap(({ service, edition }) =>
      service === 'sfn' ? [...loadStatements(service, edition).keys()] : [],
    ),
  );
  const laws = [...known].filter((id) => id.startsWith('laws:')).sort();
  expect(rows.map(({ law }) => law).sort()).toEqual(laws);
  const faults = new Set(faultIds());
  expect(rows.filter(({ fault }) => !faults.has(fault))).toEqual([]);
});

describe('a fault beside a law is told by it', () => {
  const told = rows.filter(({ law }) => relations.some(({ id }) => id === law));
  test.each(told)('$law tells $fault', async ({ law, fault: id }) => {
    const relation = relations.find((one) => one.id === law)!;
    const fault = await loadFault(id);
    expect(isOfTheCore(fault)).toBe(true);
    const world = new EngineWorld('current', 'core', fault);
    const profile = profileOf({ ...world.machines, ...(law === 'laws:query-languages' && { twins: true }) });
    for (let index = 0; index < MOST_DRAWS; index++) {
      const machine = compile(drawRecipe(5, index, profile));
      const judged = await judgeRelation(world, relation, machine, [6, index]);
      if (judged.kind === 'broken') return;
    }
    throw new Error(`${law} does not tell ${id}.`);
  });

  // The pages of lists other than a history are read over HTTP alone.
  const ofOperations = rows.filter(({ law }) => operationLaw(law) !== undefined && law !== 'laws:any-page-size');
  test.each(ofOperations)('$law tells $fault', async ({ law, fault }) => {
    const one = operationLaw(law)!;
    const world = new EngineWorld('current', 'service', await loadFault(fault));
    const profile = profileOf(machinesFor(one, world));
    for (let index = 0; index < 100; index++) {
      const broken = await judgeOperationLaw(world, one, compile(drawRecipe(5, index, profile)));
      if (broken.length > 0) return;
    }
    throw new Error(`${law} does not tell ${fault}.`);
  });
});
