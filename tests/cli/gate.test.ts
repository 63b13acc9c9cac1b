import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { serveEngine } from '../../engine/index.js';
import { loadFault } from '../../faults/index.js';
import type { Comparison } from '../../reporters/compare.js';
import { renderJson } from '../../reporters/json.js';
import type { Report } from '../../reporters/report.js';
import { failed, inconclusive, passed, plan, report, skipped } from '../reporters/sample.js';
import { emptyFolder, isBuilt, NOT_BUILT, reportIn, run } from './command-line.js';

const SMALL = ['--suite', 'sfn/start-execution', '--seed', '5'];
const FAULT = 'start-execution-takes-any-name';

/** The reference engine behind an address, with one fault or none. */
async function serve(id?: string): Promise<string> {
  const fault = id === undefined ? undefined : await loadFault(id);
  const served = await serveEngine({ clock: 'real', ...fault?.options, ...fault?.edge });
  fault?.install?.(served.engine);
  onTestFinished(() => served.close());
  return served.url;
}

describe.skipIf(!isBuilt)(isBuilt ? 'the gate' : `the gate (skipped: ${NOT_BUILT})`, { timeout: 300_000 }, () => {
  test('a seeded regression ends with 1 and is all that the comparison shows; its fix ends with 0 and is shown', async () => {
    const folder = emptyFolder();
    const [sound, faulty] = [await serve(), await serve(FAULT)];
    const { breaks } = await loadFault(FAULT);
    const day1 = await run(folder, 'run', '--target', sound, ...SMALL, '--report', 'json=1.json');
    expect(day1.code).toBe(0);

    const day2 = ['run', '--target', faulty, ...SMALL, '--baseline', '1.json', '--report', 'json=2.json'];
    const worse = await run(folder, ...day2, '--report', 'github');
    expect(worse.code).toBe(1);
    expect(worse.stderr).toContain('(regression)');
    expect(worse.stdout).toMatch(/^::error title=1 regression%3A /m);
    const compared = await run(folder, 'report', 'compare', '1.json', '2.json', '--json');
    expect(compared.code).toBe(1);
    const { regressions, rows, ...others } = JSON.parse(compared.stdout) as Comparison;
    expect(regressions.map(({ after }) => after.statement?.id)).toEqual([breaks]);
    expect(rows).toEqual({ regressions: [], fixes: [] });
    expect(Object.values(others).flat()).toEqual([0]);

    const day3 = await run(
      folder,
      'run',
      '--target',
      sound,
      ...SMALL,
      '--baseline',
      '2.json',
      '--report',
      'json=3.json',
    );
    expect(day3.stdout).toContain('1 case passed that did not before');
    expect(day3.code).toBe(0);
    const fixed = await run(folder, 'report', 'compare', '2.json', '3.json');
    expect(fixed.stdout).toMatch(/^1 now pass:\n {2}sfn\/start-execution\//);
    expect(fixed.stdout).toContain('Nothing became worse.');
    expect(fixed.code).toBe(0);
  });

  test('what fails once, and not when it is tried again by itself, is no regression, and is told', async () => {
    const folder = emptyFolder();
    const sound = await serve();
    expect((await run(folder, 'run', '--target', sound, ...SMALL, '--report', 'json=1.json')).code).toBe(0);
    let isDue = false;
    const moody = await serveEngine({
      clock: 'real',
      rewriteAnswer: (answer, request) => {
        // Not to the run's probe.
        const isOfACase = !request.body.includes(':conformance-probe-');
        const isStart = request.headers['x-amz-target'] === 'AWSStepFunctions.StartExecution';
        if (!isDue || !isStart || !isOfACase) return answer;
        isDue = false;
        return { ...answer, status: 500, body: '{"__type":"InternalError"}' };
      },
    });
    onTestFinished(() => moody.close());
    const again = ['run', '--target', moody.url, ...SMALL, '--grep', 'input', '--report', 'json=2.json'];
    isDue = true;
    const alone = await run(folder, ...again);
    expect(alone.code).toBe(1);
    isDue = true;
    const gated = await run(folder, ...again, '--baseline', '1.json');
    expect(isDue).toBe(false);
    expect(gated.stdout).toContain('\n1 case tried again, each by itself\n');
    expect(gated.code).toBe(0);
    expect(reportIn(folder, '2.json').cases.flatMap(({ notes }) => notes ?? [])).toEqual([
      expect.stringMatching(/^It was tried again by itself\. Before, beside other cases, its verdict was fail: .*500/),
    ]);
  });

  test('four shards, merged, are the single run', async () => {
    const folder = emptyFolder();
    const suites = ['wire', 'asl/choice-operators', 'sfn/start-execution', 'sfn/executions', 'sfn/tags'];
    const args = ['run', ...suites.flatMap((suite) => ['--suite', suite]), '--seed', '3'];
    await run(folder, ...args, '--report', 'json=whole.json');
    const parts = [1, 2, 3, 4].map((part) => `${part}.json`);
    for (const [at, part] of parts.entries()) {
      await run(folder, ...args, '--shard', `${at + 1}/4`, '--report', `json=${part}`);
    }
    const merged = await run(folder, 'report', 'merge', ...parts, '--report', 'json=merged.json');
    expect(merged.code).toBe(0);
    expect(summary(reportIn(folder, 'merged.json'))).toEqual(summary(reportIn(folder, 'whole.json')));
    expect((await run(folder, 'report', 'compare', 'whole.json', 'merged.json')).stdout).toBe(
      'Nothing became worse.\n',
    );
  });

  test('compare tells regressions, fixes, new, gone, renamed and flaky cases apart', async () => {
    const folder = emptyFolder();
    const write = (name: string, made: Report) => writeFileSync(join(folder, name), renderJson(made));
    const at = (name: string, statement = `s:${name}`) => plan(`sfn/x/${name}`, [statement]);
    write('0.json', report([failed(at('unsteady'))]));
    write(
      '1.json',
      report([
        passed(at('worse')),
        failed(at('better')),
        passed(at('lost')),
        passed(at('unclear')),
        passed(at('unsteady')),
        passed(at('old-name', 's:name')),
        passed(at('gone')),
        passed(plan('sfn/old/a', ['s:1'])),
        passed(plan('sfn/old/b', ['s:2'])),
        failed(at('still')),
      ]),
    );
    write(
      '2.json',
      report([
        failed(at('worse')),
        passed(at('better')),
        skipped(at('lost')),
        inconclusive(at('unclear')),
        failed(at('unsteady')),
        passed(at('new-name', 's:name')),
        passed(at('new')),
        failed(at('still')),
      ]),
    );
    const { stdout, code } = await run(folder, 'report', 'compare', '1.json', '2.json', '--also', '0.json');
    expect(stdout).toBe(
      [
        '2 became worse:',
        '  sfn/x/lost: skipped, It lacks jsonata.',
        '  sfn/x/worse: fail, It did not refuse.',
        '',
        '1 can no longer be judged:',
        '  sfn/x/unclear: inconclusive, It did not answer.',
        '',
        '1 flaky: not always the same before:',
        '  sfn/x/unsteady: fail, It did not refuse.',
        '',
        '1 now pass:',
        '  sfn/x/better: pass',
        '',
        '1 renamed:',
        '  sfn/x/old-name -> sfn/x/new-name',
        '',
        '1 new:',
        '  sfn/x/new: pass',
        '',
        '3 gone:',
        '  the suite sfn/old: 2 cases',
        '  sfn/x/gone',
        '',
        '1 case failed before and fail still.',
        'It has regressed.',
        '',
      ].join('\n'),
    );
    expect(code).toBe(1);
  });
});

/** All of a report that two runs of the same must have in common. */
function summary({ cases, totals, statements, contract, errors }: Report) {
  return {
    verdicts: cases.map(({ id, verdict }) => [id, verdict]),
    rules: contract.map(({ operation, rule, violations }) => [operation, rule, violations]),
    totals,
    statements,
    errors,
  };
}
