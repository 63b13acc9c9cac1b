import { describe, expect, test } from 'vitest';
import { Breach, Inconclusive } from '../../../harness/verdict.js';
import type { Allowance } from '../../../suites/laws/allowance.js';
import { type Judged, type Property, search } from '../../../suites/laws/search.js';

const allowance = (more: Partial<Allowance> = {}): Allowance => ({
  runs: 5,
  atOnce: 1,
  repeats: 0,
  restMs: 0,
  searchUntil: Number.POSITIVE_INFINITY,
  shrinkUntil: Number.POSITIVE_INFINITY,
  confirmUntil: Number.POSITIVE_INFINITY,
  ...more,
});

const broken = (fingerprint: string): Judged<null> => ({
  kind: 'broken',
  failures: [{ fingerprint, expected: '', actual: '', evidence: null }],
});

/** Numbers that are halved as they are made smaller. */
function numbers(judge: (drawn: number, times: number) => Judged<null>): Property<number, null> {
  const times = new Map<number, number>();
  return {
    draw: (index) => index + 8,
    smaller: (drawn) => (drawn > 1 ? [drawn >> 1] : []),
    async judge(drawn) {
      const before = times.get(drawn) ?? 0;
      times.set(drawn, before + 1);
      return judge(drawn, before);
    },
  };
}

describe('a search', () => {
  test('makes what it finds small, and keeps it on the way', async () => {
    const kept: number[] = [];
    const property = numbers((drawn) => (drawn >= 4 ? broken('large') : { kind: 'holds' }));
    const { found, unrepeated, tried } = await search(property, allowance(), ({ drawn }) => kept.push(drawn));
    expect(found.map(({ drawn, shrinks, repeats }) => ({ drawn, shrinks, repeats }))).toEqual([
      { drawn: 4, shrinks: 1, repeats: undefined },
    ]);
    expect(unrepeated).toEqual([]);
    expect(kept).toEqual([8, 4, 4]);
    expect(tried).toBe(5);
  });

  test('tells how often what it found failed again', async () => {
    const always = numbers((drawn) => (drawn >= 4 ? broken('large') : { kind: 'holds' }));
    const { found } = await search(always, allowance({ repeats: 3, atOnce: 2 }));
    expect(found[0]?.repeats).toEqual({ tries: 3, failed: 3 });
    const sometimes = numbers((drawn, times) => (drawn >= 8 && times % 2 === 0 ? broken('odd') : { kind: 'holds' }));
    const { found: less } = await search(sometimes, allowance({ repeats: 3 }));
    expect(less[0]?.repeats).toEqual({ tries: 3, failed: 1 });
  });

  test('finds nothing where something failed once and never again', async () => {
    const once = numbers((drawn, times) => (drawn === 8 && times === 0 ? broken('once') : { kind: 'holds' }));
    const { found, unrepeated } = await search(once, allowance({ repeats: 3 }));
    expect(found).toEqual([]);
    expect(unrepeated.map(({ failure }) => failure.fingerprint)).toEqual(['once']);
  });

  test('tries the others again only while there is time', async () => {
    const each = () => numbers((drawn) => broken(`${drawn}`));
    const late = { repeats: 1, shrinkUntil: 0, confirmUntil: 0 };
    expect((await search(each(), allowance({ ...late, confirmUntil: Number.POSITIVE_INFINITY }))).found).toHaveLength(
      5,
    );
    const kept: string[] = [];
    const { found } = await search(each(), allowance(late), ({ failure }) => kept.push(failure.fingerprint));
    expect(found.map(({ failure }) => failure.fingerprint)).toEqual(['8']);
    expect(new Set(kept)).toEqual(new Set(['8', '9', '10', '11', '12']));
  });

  test('falls back on what was drawn when the small one failed by chance', async () => {
    const property = numbers((drawn, times) =>
      drawn === 8 || (drawn === 4 && times === 0) ? broken('large') : { kind: 'holds' },
    );
    const { found } = await search(property, allowance({ repeats: 2 }));
    expect(found.map(({ drawn, repeats }) => ({ drawn, repeats }))).toEqual([
      { drawn: 8, repeats: { tries: 2, failed: 2 } },
    ]);
  });

  test('ends when the target does not answer, and keeps what it has found', async () => {
    const property = numbers((drawn) => {
      if (drawn === 10) throw new Inconclusive('target', 'It hangs.');
      return drawn === 9 ? broken('nine') : { kind: 'holds' };
    });
    const { found, obstacle, tried } = await search(property, allowance({ repeats: 3 }));
    expect(found.map(({ failure }) => failure.fingerprint)).toEqual(['nine']);
    expect(obstacle?.message).toBe('It hangs.');
    expect(tried).toBe(3);
  });

  test('where time is real, finds what came again before the target went', async () => {
    let isGone = false;
    const property = (nineFailsAgain: boolean) =>
      numbers((drawn, times) => {
        if (drawn === 11 || isGone) {
          isGone = true;
          throw new Inconclusive('network', 'It is gone.');
        }
        return drawn === 9 && (nineFailsAgain || times === 0) ? broken('nine') : { kind: 'holds' };
      });
    const before = Date.now();
    const { found, obstacle } = await search(property(true), allowance({ repeats: 2 }));
    expect(found).toMatchObject([{ failure: { fingerprint: 'nine' }, drawn: 9, repeats: { tries: 2, failed: 2 } }]);
    expect(found[0]!.provenAt).toBeGreaterThanOrEqual(before);
    expect(obstacle?.message).toBe('It is gone.');
    isGone = false;
    const once = await search(property(false), allowance({ repeats: 2 }));
    expect(once).toMatchObject({ found: [], unrepeated: [], obstacle: { message: 'It is gone.' } });
  });

  test('keeps what came again, not what it was made smaller to, where the target goes meanwhile', async () => {
    const property = numbers((drawn) => {
      if (drawn === 2) throw new Inconclusive('network', 'It is gone.');
      return broken('any');
    });
    const kept: number[] = [];
    const { found } = await search(property, allowance({ repeats: 1 }), ({ drawn }) => kept.push(drawn));
    expect(found.map(({ drawn }) => drawn)).toEqual([8]);
    expect(kept).toEqual([8, 8, 4, 8]);
    const virtual = await search(property, allowance());
    expect(virtual.found.map(({ drawn }) => drawn)).toEqual([4]);
  });

  test('does not take for a fluke what could not be tried again', async () => {
    const goes = numbers((drawn, times) => {
      if (drawn === 8 && times > 0) throw new Breach({ reason: 'It was dropped.', expected: '', actual: '' });
      return drawn === 8 ? broken('eight') : { kind: 'holds' };
    });
    const { found, unrepeated, obstacle } = await search(goes, allowance({ repeats: 2 }));
    expect({ found, unrepeated }).toEqual({ found: [], unrepeated: [] });
    expect(obstacle?.message).toBe('It was dropped.');
  });

  test('has what came again before the others, however little time is left', async () => {
    const property = numbers((drawn, times) =>
      drawn === 8 && times === 1 ? { kind: 'holds' } : broken(drawn === 8 ? 'eight' : 'other'),
    );
    const { found } = await search(property, allowance({ runs: 2, repeats: 1 }));
    expect(found[0]?.failure.fingerprint).toBe('other');
  });

  test('tries at once again only the first that a reference backs', async () => {
    const order: number[] = [];
    const failing = numbers((drawn) => {
      order.push(drawn);
      return broken(`${drawn}`);
    });
    const property = { ...failing, smaller: () => [] };
    const isBacked = ({ fingerprint }: { readonly fingerprint: string }) => Number(fingerprint) >= 9;
    const { found } = await search({ ...property, isBacked }, allowance({ runs: 4, repeats: 1 }));
    expect(order).toEqual([8, 8, 9, 9, 10, 11, 10, 11]);
    expect(found.map(({ drawn }) => drawn)).toEqual([8, 9, 10, 11]);
  });
});
