import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { renderJson } from '../../reporters/json.js';
import { SOURCES } from '../reporters/matrix-sample.js';
import { emptyFolder, isBuilt, NOT_BUILT, run } from './command-line.js';

/** A folder with the reports of the sample as `0.json` to `3.json`. */
function folderOfReports(): string {
  const folder = emptyFolder();
  for (const [at, { report }] of SOURCES.entries()) writeFileSync(join(folder, `${at}.json`), renderJson(report));
  return folder;
}

const title = isBuilt ? 'report matrix' : `report matrix (skipped: ${NOT_BUILT})`;

describe.skipIf(!isBuilt)(title, { timeout: 60_000 }, () => {
  test('writes a page and a table, and links pages that stand beside their reports', async () => {
    const folder = folderOfReports();
    writeFileSync(join(folder, '3.html'), '');
    const { code, stdout } = await run(
      folder,
      'report',
      'matrix',
      '*.json',
      '-o',
      'out/m.html',
      '--markdown',
      'out/m.md',
    );
    expect(stdout).toContain('two 1.10.0  66.7 %  2 of 3  1 worse, 1 fixed');
    expect(stdout).toContain(`Report: ${join(folder, 'out', 'm.html')}`);
    expect(readFileSync(join(folder, 'out', 'm.html'), 'utf8')).toContain('<title>Compatibility with AWS');
    expect(readFileSync(join(folder, 'out', 'm.md'), 'utf8')).toContain('[other](../3.html)');
    expect(code).toBe(0);
  });

  test.each<[string, readonly string[], string]>([
    ['a file that is not there', ['none.json'], "Can't read 'none.json': there is no such file"],
    ['a glob of nothing', ['none/*.json'], "No file matches 'none/*.json'"],
    ['a file that is no report', ['bad.json'], "bad.json can't be used as a report. It is not a report"],
    ['a file of another version', ['new.json'], 'It is a report of version 9'],
    ['the same report twice', ['0.json', '0.json'], 'are of the same run'],
    ['a part of a run', ['part.json'], 'part.json is part 2 of 4 of a run'],
    ['no report', [], 'Missing required argument'],
    [
      'a place that can not be written',
      ['0.json', '-o', '0.json/m.html'],
      "The report can't be written to 0.json/m.html",
    ],
    ['two files for one output', ['0.json', '-o', '-', '--markdown', '-'], "can't both go to standard output"],
  ])('%s ends with 2 and one sentence', async (_, args, sentence) => {
    const folder = folderOfReports();
    writeFileSync(join(folder, 'bad.json'), '[]');
    writeFileSync(join(folder, 'new.json'), '{"reportVersion":9}');
    writeFileSync(join(folder, 'part.json'), renderJson({ ...SOURCES[0]!.report, shard: { index: 2, count: 4 } }));
    const { code, stderr, stdout } = await run(folder, 'report', 'matrix', ...args);
    expect(stderr).toContain(sentence);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stdout).toBe('');
    expect(code).toBe(2);
    expect(existsSync(join(folder, 'conformance-report'))).toBe(false);
  });
});
