import { describe, expect, test } from 'vitest';
import { matrixOf } from '../../reporters/matrix.js';
import { renderMatrix } from '../../reporters/matrix-html.js';
import { renderMatrixMarkdown } from '../../reporters/matrix-markdown.js';
import { ALL, type MatrixFilters } from '../../reporters/page/matrix-filters.js';
import { rowsOf, wordsOf } from '../../reporters/page/matrix-rows.js';
import { HOSTILE, hostileReport, largeReport } from './hostile.js';
import { matrix, SOURCES } from './matrix-sample.js';

describe('a matrix', () => {
  test('has a column for each version, in the order of targets and versions', () => {
    expect(matrix().columns.map(({ key }) => key)).toEqual(['two 1.9.0', 'two 1.10.0', 'other']);
  });

  test('takes the latest run of a version, and tells where it comes from', () => {
    const [nine, ten, other] = matrix().columns;
    expect(nine?.since).toMatchObject({
      fixed: 1,
      worse: 0,
      point: { version: '1.9.0', score: { passed: 1, judged: 3 } },
    });
    expect(ten?.since).toMatchObject({
      fixed: 1,
      worse: 1,
      point: { version: '1.9.0', score: { passed: 2, judged: 3 } },
    });
    expect(ten?.trend.map(({ score }) => score.passed)).toEqual([1, 2, 2]);
    expect(other?.since).toBeUndefined();
    expect(other?.page).toBe('other.html');
  });

  test('says of each statement and case what each column says', () => {
    const { areas, statements, cases } = matrix();
    expect(areas.map(({ name, topics }) => [name, topics.map((topic) => topic.name)])).toEqual([
      ['asl', ['asl:Choice']],
      ['sfn', ['sfn:Start', 'sfn:Stop']],
    ]);
    expect(Object.fromEntries(statements.map(({ id, cells, was }) => [id, [cells, was]]))).toEqual({
      'asl:Choice/and': ['ppf', 'fp-'],
      'sfn:Start/behaviour/twice': ['pfi', 'pp-'],
      'sfn:Start/error/Exists': ['fpi', 'ff-'],
      'sfn:Stop/behaviour/ends': ['ssf', undefined],
    });
    expect(cases.find(({ id }) => id === 'sfn/start/twice')).toMatchObject({ cells: 'fpi', was: 'ff-' });
  });

  test('keeps what came of each cell that did not pass', () => {
    const { cases, remarks } = matrix();
    const { remarks: own = {} } = cases.find(({ id }) => id === 'sfn/start/twice')!;
    expect(Object.entries(own).map(([column, at]) => [column, remarks[at]])).toEqual([
      ['0', 'expected status 400; came status 200'],
      ['2', 'It did not answer.'],
    ]);
  });

  test('refuses parts of a run, the same run twice, and nothing', () => {
    const [one] = SOURCES;
    const part = { ...one!, report: { ...one!.report, shard: { index: 1, count: 4 } } };
    const said = (sources: Parameters<typeof matrixOf>[0]) => {
      const made = matrixOf(sources, () => undefined);
      return made.kind === 'refused' ? made.message : made.kind;
    };
    expect(said([part])).toContain('is part 1 of 4 of a run');
    expect(said([one!, { ...one!, name: 'copy.json' }])).toContain('copy.json are of the same run');
    expect(said([])).toContain('nothing');
  });

  test('tells editions and clients apart', () => {
    const [one] = SOURCES;
    const older = { ...one!, report: { ...one!.report, edition: '2017-03-30' } };
    expect(matrix([one!, older]).columns.map(({ key }) => key)).toEqual([
      'two 1.10.0 (current)',
      'two 1.10.0 (2017-03-30)',
    ]);
    const other = { ...one!, report: { ...one!.report, client: 'sdk' as const } };
    expect(matrix([one!, other]).columns.map(({ key }) => key)).toEqual(['two 1.10.0 by wire', 'two 1.10.0 by sdk']);
  });
});

describe('its rows', () => {
  const data = matrix();
  const keys = (filters: Partial<MatrixFilters>, columns = [0, 1, 2]) =>
    rowsOf(data, wordsOf(data), { ...ALL, ...filters }, columns).map(({ key }) => key);

  test('are closed by themselves, and open one by one', () => {
    expect(keys({})).toEqual(['asl', 'sfn']);
    expect(keys({ open: ['asl', 'asl/asl:Choice', 'asl/asl:Choice/and'] })).toEqual([
      'asl',
      'asl/asl:Choice',
      'asl/asl:Choice/and',
      'asl/asl:Choice/and/asl/choice/and',
      'sfn',
    ]);
  });

  test('are open where a filter leaves something', () => {
    expect(keys({ text: 'EXISTS' })).toEqual(['sfn', 'sfn/sfn:Start', 'sfn/sfn:Start/error/Exists']);
    // Only a case has the word: it is shown at once.
    expect(keys({ text: 'anew' }).at(-1)).toBe('sfn/sfn:Start/behaviour/twice/sfn/start/anew');
    expect(keys({ area: 'asl', text: 'nothing like it' })).toEqual([]);
  });

  test('tell where targets differ, of those shown', () => {
    expect(keys({ show: 'differ' })).toContain('asl/asl:Choice/and');
    expect(keys({ show: 'differ' }, [0, 1])).not.toContain('asl/asl:Choice/and');
    expect(keys({ show: 'fail' }, [2])).toEqual([
      'asl',
      'asl/asl:Choice',
      'asl/asl:Choice/and',
      'sfn',
      'sfn/sfn:Stop',
      'sfn/sfn:Stop/behaviour/ends',
    ]);
    expect(keys({ show: 'changed' }, [2])).toEqual([]);
    expect(keys({ show: 'changed' }, [0])).toContain('asl/asl:Choice/and');
  });
});

describe('its files', () => {
  test('the page holds no text of a target as markup, and loads nothing', () => {
    const data = matrix([{ name: 'x.json', report: hostileReport() }]);
    const html = renderMatrix(data, { script: 'show()', style: '' });
    expect(html).not.toContain('<img');
    expect(html.match(/<script/g)).toHaveLength(2);
    expect(html).not.toContain('@someone<');
    expect(html.length).toBeLessThan(100_000);
  });

  test('the table is one line a target', () => {
    const text = renderMatrixMarkdown(matrix());
    const lines = text.split('\n');
    expect(lines[0]).toBe(
      '| target | version | score | covered | asl | sfn | passed | failed | skipped | inconclusive | since the run before | run on |',
    );
    expect(lines[3]).toBe(
      '| two | 1.10.0 | **66.7 %** | 100 % | 100 % | 50.0 % | 2 | 1 | 1 | 0 | ±0, 1 worse, 1 fixed | 2026-01-04 |',
    );
    expect(lines[4]).toContain('[other](other.html)');
    const hostile = renderMatrixMarkdown(matrix([{ name: 'x.json', report: hostileReport() }]));
    expect(hostile).not.toContain('<img');
    expect(hostile.split('\n')).toHaveLength(6);
    expect(hostile).not.toContain(HOSTILE.slice(0, 20));
  });

  test('eight targets of 1,700 cases stay under two megabytes', () => {
    const sources = Array.from({ length: 8 }, (_, at) => {
      const made = largeReport(1_700);
      return { name: `${at}.json`, report: { ...made, target: { ...made.target, name: `target-${at}` } } };
    });
    const data = matrix(sources);
    expect(data.columns).toHaveLength(8);
    expect(renderMatrix(data, { script: '', style: '' }).length).toBeLessThan(2_000_000);
  });
});
