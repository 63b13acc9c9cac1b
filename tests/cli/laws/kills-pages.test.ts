import { describe, expect, test } from 'vitest';
import type { FaultKills, Kill, KillMatrix } from '../../../cli/laws/kills.js';
import { renderKills } from '../../../cli/laws/kills-render.js';
import { areaOf, firstOf, summaryOf } from '../../../cli/laws/kills-summary.js';
import { killsPage } from '../../../cli/pages/kills.js';
import { type OracleName, oracles } from '../../../suites/laws/oracles.js';

const asked = (Object.keys(oracles) as OracleName[]).filter((name) => name !== 'durable');

const kill = (tests: number, more: Partial<Kill> = {}): Kill => ({
  tests,
  fingerprint: 'output',
  statement: 'asl:Pass/result',
  replay: 'same',
  sound: 'holds',
  ...more,
});

const fault = (id: string, kills: FaultKills['kills'], more: Partial<FaultKills> = {}): FaultKills => ({
  fault: id,
  kills,
  asked,
  crashes: 0,
  unrepeated: 0,
  ...more,
});

const matrix = (...measured: FaultKills[]): KillMatrix => ({
  options: { tests: 10, seconds: 5, seed: 1, edition: 'current' },
  durationMs: 1_000,
  measured,
  control: { tests: 120, alarms: [] },
  interrupted: false,
});

const three = matrix(
  fault('pass-a', { differential: kill(3, { states: 1 }), relations: kill(3, { states: 2 }) }),
  fault('pass-b', { calls: kill(9, { calls: 2 }) }),
  fault('pass-c', {}),
);
const context = {
  breaks: new Map([
    ['pass-a', 'asl:Pass/result'],
    ['pass-b', 'sfn:StartExecution/behaviour/x'],
    ['pass-c', 'history:first'],
  ]),
  skipped: 4,
};

describe('the summary of the kill matrix', () => {
  test('counts what was found, by whom first, and with how many tests', () => {
    const summary = summaryOf(three);
    expect(summary).toMatchObject({ faults: 3, killed: 2, medianTests: 3, worstTests: 9, ended: 0 });
    // Two whole turns of six kinds, and the second kind of the third.
    expect(summary.medianInTurn).toBe(14);
    expect(summary.oracles.differential).toEqual({ killed: 1, alone: 0, first: 1, medianTests: 3 });
    expect(summary.oracles.relations).toEqual({ killed: 1, alone: 0, first: 0, medianTests: 3 });
    expect(summary.oracles.calls).toEqual({ killed: 1, alone: 1, first: 1, medianTests: 9 });
    expect(summary.machines).toEqual({ failures: 2, small: 2, medianStates: 1 });
    expect(summary.replays).toEqual({ files: 3, same: 3, soundHolds: 3 });
  });

  test('of nothing is nothing', () => {
    expect(summaryOf(matrix())).toMatchObject({ faults: 0, killed: 0, medianTests: 0, worstTests: 0 });
    expect(firstOf(fault('pass-c', {}))).toBeUndefined();
  });

  test.each([
    ['asl:Pass/result', 'asl:Pass'],
    ['history:first', 'history'],
    ['sfn:StartExecution/behaviour/x', 'sfn:StartExecution'],
  ])('%s is of %s', (statement, area) => {
    expect(areaOf(statement)).toBe(area);
  });
});

describe('the kill matrix', () => {
  test('on a terminal has a row for each area, and what was left out', () => {
    const text = renderKills(three, context);
    expect(text).toMatch(/asl:Pass +1 +1 +0 +1 +1 +0 +0 +0 +0\n/);
    expect(text).toContain('2 of 3 faults are found by generated tests alone');
    expect(text).toContain("(4 faults can't show in this process, and are left out.)");
    expect(text).toContain('Control: on the sound engine the same 120 tests blame nothing.');
    expect(text).not.toContain('Not replayed');
  });

  test('names what is not small, not replayed, or ended early', () => {
    const text = renderKills(
      matrix(
        fault('pass-a', { differential: kill(1, { states: 9, replay: 'nothing' }) }),
        fault('pass-b', { calls: kill(1, { sound: 'fails' }) }, { ended: 'stuck' }),
      ),
      context,
    );
    expect(text).toContain('Not so small:\n  pass-a: differential output (9, replay: nothing)');
    expect(text).toContain('pass-b: calls output (1, fails on the sound engine)');
    expect(text).toContain('Ended early:\n  pass-b: stuck');
  });

  test('says when the sound engine is blamed', () => {
    const alarmed = { ...three, control: { tests: 5, alarms: [{ oracle: 'calls', kill: kill(5) }] } } as const;
    expect(renderKills(alarmed, context)).toContain(
      'the sound engine is blamed, which is a mistake of ours: calls, test 5',
    );
  });

  test('as a page has each fault', () => {
    const page = killsPage(three, context);
    expect(page).toContain('| `asl:Pass` | 1 | 1 | 0 | 1 | 1 | 0 | 0 | 0 | 0 |');
    expect(page).toContain('| `pass-a` | `asl:Pass/result` | differential |  | 3 | 3 |  |  |  |  |');
    expect(page).toContain('## Not found\n\n- `pass-c` breaks `history:first`.');
  });
});
