import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  Coverage,
  calls,
  compile,
  coveringMachines,
  machines,
  nearValid,
  nearValidRules,
  planCalls,
  recipes,
  shrunkRecipes,
} from '../../arbitraries/index.js';
import { check } from '../../engine/asl/check/index.js';
import { EngineWorld } from '../../suites/laws/engine-world.js';

const RUNS = { numRuns: 150, seed: 1 };

describe.each(['current', '2017-03-30'] as const)('machines of %s', (edition) => {
  test('keep all rules of the language', () => {
    fc.assert(
      fc.property(machines({ edition, distributed: edition === 'current' }), ({ definition }) => {
        const errors = check(definition, { edition }).filter(({ severity }) => severity === 'ERROR');
        expect(errors).toEqual([]);
      }),
      RUNS,
    );
  });

  test('end', async () => {
    const world = new EngineWorld(edition, 'core');
    await fc.assert(
      fc.asyncProperty(machines({ edition }), async (machine) => {
        const { status } = await world.run(machine);
        expect(['SUCCEEDED', 'FAILED', 'TIMED_OUT']).toContain(status);
      }),
      RUNS,
    );
  });

  test('are plain data, and the same again from their recipe', () => {
    fc.assert(
      fc.property(recipes({ edition }), (recipe) => {
        const copy: typeof recipe = JSON.parse(JSON.stringify(recipe));
        expect(compile(copy)).toEqual(compile(recipe));
      }),
      RUNS,
    );
  });

  test('are still machines when they are made smaller', () => {
    fc.assert(
      fc.property(recipes({ edition }), fc.nat(40), (recipe, at) => {
        const smaller = [...shrunkRecipes(recipe)][at];
        if (smaller === undefined) return;
        const errors = check(compile(smaller).definition, { edition }).filter(({ severity }) => severity === 'ERROR');
        expect(errors).toEqual([]);
      }),
      RUNS,
    );
  });

  test('break one rule where they are to, and their twins none', () => {
    fc.assert(
      fc.property(nearValid({ edition }), ({ definition, twin, rule, type, expected }) => {
        const rulesOf = (text: string) =>
          check(JSON.parse(text), { edition, type })
            .filter(({ severity }) => severity === expected.severity)
            .map(({ code }) => code);
        expect(rulesOf(twin)).toEqual([]);
        if (rule !== 'json-syntax' && rule !== 'definition-empty' && rule !== 'definition-object') {
          expect(rulesOf(definition)).toContain(expected.code);
        }
      }),
      { ...RUNS, numRuns: 60 },
    );
    expect(nearValidRules({ edition }).length).toBeGreaterThan(20);
  });
});

test('sequences of calls are planned whatever is left out of them', () => {
  fc.assert(
    fc.property(calls(), (recipe) => {
      for (const [index] of recipe.entries()) planCalls(recipe.toSpliced(index, 1));
    }),
    RUNS,
  );
});

test('machines that are chosen for what they add cover more than those that are drawn', () => {
  const options = { distributed: true, seed: 5 };
  const directed = new Coverage();
  coveringMachines(60, options, directed);
  const drawn = new Coverage();
  for (const { definition } of fc.sample(machines(options), { numRuns: 60, seed: 5 })) drawn.add(definition);
  expect(directed.summary.pairs.covered).toBeGreaterThan(drawn.summary.pairs.covered);
  expect(directed.summary.edges.covered).toBeLessThanOrEqual(directed.summary.edges.all);
});
