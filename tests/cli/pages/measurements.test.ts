import { describe, expect, test } from 'vitest';
import type { NullScore } from '../../../cli/measure/nulls.js';
import { type FaultScore, type Measurement, scoreFault } from '../../../cli/measure/score.js';
import { faultsPage } from '../../../cli/pages/faults.js';
import { nullsPage, renderNulls } from '../../../cli/pages/nulls.js';
import type { Fault } from '../../../engine/fault.js';

const fault = (id: string, more: Partial<Fault> = {}): Fault => ({
  id,
  breaks: 'asl:Pass/input-is-output',
  does: 'A Pass state passes nothing on.',
  ...more,
});

const caught: FaultScore = {
  fault: fault('pass-nothing', { source: 'https://example.org/issues/1' }),
  outcome: 'killed',
  killers: ['asl/pass/a'],
  others: [],
  oracles: ['case'],
  trials: 1,
};

const measurement = (...scores: FaultScore[]): Measurement => ({
  edition: 'current',
  seed: 1,
  durationMs: 1_000,
  scores,
  clean: { cases: 3, kills: [] },
  problems: [],
});

describe('the page of the faults', () => {
  test('has the score, and each fault with its source', () => {
    const page = faultsPage(measurement(caught));
    expect(page).toContain('**100.0 % are caught.** 1 of them (100 %)');
    expect(page).toContain('Caught by 1 case. Seen: <https://example.org/issues/1>.');
    expect(page).toContain('## Not caught\n\nNone.');
  });

  test('says of what is not caught why', () => {
    const survives = 'No answer tells of it.';
    const survived: FaultScore = {
      ...caught,
      fault: fault('pass-late', { survives }),
      outcome: 'survived',
      killers: [],
    };
    const page = faultsPage(measurement(caught, survived));
    expect(page).toContain('**50.0 % are caught.**');
    expect(page).toMatch(/`pass-late` breaks .* Outcome: survived\. No answer tells of it\./);
  });
});

describe('the score of a fault', () => {
  const plan = { fault: fault('pass-nothing'), citing: ['a', 'b'], near: ['c'] };
  const passed = { verdict: 'pass', broken: [], fault: 'pass-nothing', durationMs: 1 } as const;
  const failed = { ...passed, verdict: 'fail', oracle: 'case', reason: 'expected 1' } as const;

  test('is a kill only by an assertion of a case that cites the statement', () => {
    expect(scoreFault(plan, [{ ...failed, case: 'a' }], 0)).toMatchObject({ outcome: 'killed', killers: ['a'] });
    expect(
      scoreFault(
        plan,
        [
          { ...passed, case: 'a' },
          { ...failed, case: 'c' },
        ],
        0,
      ),
    ).toMatchObject({
      outcome: 'noticed',
      others: ['c'],
    });
    expect(scoreFault(plan, [{ ...passed, case: 'a' }], 0)).toMatchObject({ outcome: 'survived' });
  });

  test('is no kill when the engine itself failed', () => {
    expect(scoreFault(plan, [{ ...failed, case: 'a' }], 1)).toMatchObject({ outcome: 'crashed' });
  });

  test('tells a statement that no case cites', () => {
    expect(scoreFault({ ...plan, citing: [] }, [{ ...passed, case: 'c' }], 0)).toMatchObject({ outcome: 'untested' });
  });
});

describe('the page of the null targets', () => {
  const totals = { planned: 3, passed: 1, failed: 1, skipped: 0, inconclusive: 1 };
  const score: NullScore = {
    name: 'null-echo',
    describe: 'answers with the request',
    exitCode: 1,
    durationMs: 900,
    totals,
    passed: [],
    unscored: ['wire/x'],
  };

  test('has a row for each', () => {
    expect(nullsPage([score])).toContain('| `null-echo` | answers with the request | 1 | 3 | 1 | 1 | 0 | 0 | 1 |');
    expect(renderNulls([score])).toContain('No scored case is passed');
  });

  test('names what passed and must not have', () => {
    const passing = { ...score, passed: ['asl/pass/a'] };
    expect(nullsPage([passing])).toContain('## Passed by null-echo\n\n- `asl/pass/a`');
    expect(renderNulls([passing])).toContain('null-echo passes asl/pass/a');
  });
});
