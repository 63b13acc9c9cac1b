import { describe, expect, test } from 'vitest';
import { emptyFolder, isBuilt, NOT_BUILT, run } from '../command-line.js';

describe.skipIf(!isBuilt)(isBuilt ? 'laws kills' : `laws kills (skipped: ${NOT_BUILT})`, { timeout: 120_000 }, () => {
  test('finds a fault, shows that its file replays, and blames nothing on the sound engine', async () => {
    const args = ['laws', 'kills', '--only', 'choice-always-default', '--tests', '8', '--json'];
    const { code, stdout, stderr } = await run(emptyFolder(), ...args);
    expect(stderr).toBe('');
    const told = JSON.parse(stdout);
    expect(told).toMatchObject({
      killsVersion: 1,
      interrupted: false,
      control: { alarms: [] },
      summary: { faults: 1, killed: 1 },
    });
    expect(told.control.tests).toBeGreaterThan(8);
    const { replays } = told.summary;
    expect(replays.files).toBeGreaterThan(0);
    expect(replays).toEqual({ files: replays.files, same: replays.files, soundHolds: replays.files });
    expect(code).toBe(0);
  });

  test('ends with 1 when fewer are found than must be', async () => {
    const args = ['laws', 'kills', '--only', 'choice-always-default', '--tests', '1', '--min-killed', '2'];
    const { code, stdout } = await run(emptyFolder(), ...args);
    expect(stdout).toContain('of 1 faults are found');
    expect(code).toBe(1);
  });

  test('ends with 2 when no fault has such a name', async () => {
    const { code, stderr } = await run(emptyFolder(), 'laws', 'kills', '--only', 'no-such-*');
    expect(stderr).toContain('No fault has an id that matches no-such-*');
    expect(code).toBe(2);
  });
});
