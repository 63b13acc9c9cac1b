import { describe, expect, test } from 'vitest';
import type { CaseContext } from '../../../harness/context.js';
import { type CaseFacts, decide } from '../../../harness/outcome.js';
import type { Breach } from '../../../harness/verdict.js';
import type { Allowance } from '../../../suites/laws/allowance.js';
import { judgeBySearch } from '../../../suites/laws/findings.js';
import type { Evidence } from '../../../suites/laws/judging/evidence.js';
import type { Property } from '../../../suites/laws/search.js';
import type { World } from '../../../suites/laws/world.js';

const allowance: Allowance = {
  runs: 6,
  atOnce: 1,
  repeats: 3,
  restMs: 0,
  searchUntil: Number.POSITIVE_INFINITY,
  shrinkUntil: Number.POSITIVE_INFINITY,
  confirmUntil: Number.POSITIVE_INFINITY,
};

const evidence: Evidence = {
  runs: [],
  finding: {
    kind: 'relation',
    relation: 'laws:identity-pass',
    machine: { edition: 'current', definition: {}, input: {}, tasks: {} },
    draws: [1, 1],
    runs: [],
  },
};

const nothingSeen: CaseFacts = {
  cites: [],
  exchanges: [],
  lawsApplied: new Set(),
  lawIds: new Set(),
  isReference: false,
};

/** A search among six things, of which some fail in a way of their own: once, or always. */
async function searched(
  failing: Readonly<Record<number, 'once' | 'always'>>,
  nameOf = (drawn: number) => `${drawn}`,
): Promise<readonly string[]> {
  const notes: string[] = [];
  const context = {
    target: { edition: 'current', name: 'fake' },
    chance: { seed: 1, runs: 6 },
    note: (text: string) => void notes.push(text),
    sfn: { listStateMachines: async () => ({ index: 0 }) },
  } as unknown as CaseContext;
  const world = { roleArn: 'role', renew: () => undefined } as World;
  const tried = new Map<number, number>();
  const property: Property<number, Evidence> = {
    draw: (index) => index,
    smaller: () => [],
    async judge(drawn) {
      const times = tried.get(drawn) ?? 0;
      tried.set(drawn, times + 1);
      const fails = failing[drawn] === 'always' || (failing[drawn] === 'once' && times === 0);
      if (!fails) return { kind: 'holds' };
      const failure = {
        fingerprint: `laws:identity-pass ${nameOf(drawn)}`,
        expected: 'one',
        actual: 'other',
        evidence,
      };
      return { kind: 'broken', failures: [failure] };
    },
  };
  await judgeBySearch(context, 'It does not hold', { property, world }, allowance);
  return notes.filter((note) => note.startsWith('It failed once'));
}

describe('on a real clock, where chance has a part', () => {
  test('what failed once and never again is told, and is no verdict', async () => {
    expect(await searched({ 2: 'once' })).toEqual([
      'It failed once, and not when it was tried again: laws:identity-pass 2',
    ]);
  });

  test('what failed more than once, and then no more, nobody can tell', async () => {
    const one = searched({ 2: 'once', 4: 'once' }, () => 'the same');
    await expect(one).rejects.toMatchObject({
      name: 'Inconclusive',
      message: 'It failed 2 times, and not when it was tried again: laws:identity-pass the same.',
    });
  });

  test('where several things did, nobody can tell', async () => {
    await expect(searched({ 2: 'once', 4: 'once' })).rejects.toMatchObject({
      name: 'Inconclusive',
      message: 'It failed once, and not when it was tried again: laws:identity-pass 2, and 1 more.',
    });
  });

  test('what fails again is a failure, whatever else there was', async () => {
    const before = Date.now();
    const breach = await searched({ 1: 'once', 2: 'once', 4: 'always' }).catch((error: unknown) => error as Breach);
    expect(breach).toMatchObject({ name: 'Breach', message: 'It does not hold: laws:identity-pass 4.' });
    const { judgement } = decide({ kind: 'threw', error: breach }, nothingSeen);
    expect(judgement).toHaveProperty('provenAt', (breach as Breach).provenAt);
    expect((breach as Breach).provenAt).toBeGreaterThanOrEqual(before);
  });
});
