import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { miniReference } from '../specs/mini-reference.js';
import { emptyFolder, isBuilt, NOT_BUILT, run } from './command-line.js';

/** A text in which nothing stands that a statement of Step Functions cites. */
const foreign = miniReference.replaceAll('Sheep as a service', 'Sheep as AWS Step Functions');

describe.skipIf(!isBuilt)(isBuilt ? 'drift --reference' : `drift --reference (skipped: ${NOT_BUILT})`, () => {
  test('names the passages that are gone, their statements, and the cases that are stale by that', async () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, 'other.md'), foreign);
    const { code, stdout } = await run(folder, 'drift', '--reference', 'other.md');
    expect(stdout).toContain('GetActivityTask, paragraph 1: gone (was line ');
    expect(stdout).toContain('\n  sfn:GetActivityTask/behaviour/empty-poll\n    sfn/activities/');
    expect(stdout).toMatch(
      /\d+ of \d+ cited passages are not what they were: \d+ statements and \d+ cases are stale\./,
    );
    expect(code).toBe(1);
  });

  test('tells it to another program', async () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, 'other.md'), foreign);
    const { stdout } = await run(folder, 'drift', '--reference', 'other.md', '--json');
    const told = JSON.parse(stdout) as { edition: string; stale: { cases: string[] }; changes: { at: string }[] };
    expect(told.edition).toBe('2017-03-30');
    expect(told.changes.map(({ at }) => at)).toContain('StartExecution / Request Parameters / input');
    expect(told.stale.cases.length).toBeGreaterThan(100);
  });

  test.each([
    ['no such file', ['drift', '--reference', 'none.md']],
    ['a model that is none', ['drift', '--reference', 'model.json']],
    ['two editions', ['drift', '2017-03-30', 'current', '--reference', 'other.md']],
    ['an edition that there is not', ['drift', '2018', '--reference', 'other.md']],
  ])('%s ends with 2 and one sentence', async (_, args) => {
    const folder = emptyFolder();
    writeFileSync(join(folder, 'other.md'), foreign);
    writeFileSync(join(folder, 'model.json'), '{}');
    const { code, stderr } = await run(folder, ...args);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(code).toBe(2);
  });
});
