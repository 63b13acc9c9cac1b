import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import type { CaseMeta } from '../../harness/record.js';
import { packageRoot } from '../../specs/package-root.js';
import { conforming, fakeTarget, refusal } from './fake-target.js';
import { runOn } from './worker-for.js';

interface Printed {
  readonly planned: readonly CaseMeta[];
  readonly results: readonly (CaseMeta & { readonly state: string; readonly errors?: readonly string[] })[];
  readonly problems: readonly string[];
}

/** What vitest, in a process of its own, makes of the cases in ./fixture. */
async function vitest(include: string, run?: object): Promise<Printed> {
  const script = join(packageRoot, 'tests', 'harness', 'fixture', 'run.mjs');
  const args = [script, include, ...(run === undefined ? [] : [JSON.stringify(run)])];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: packageRoot });
  return JSON.parse(stdout.trim().split('\n').at(-1)!) as Printed;
}

const target = async () => {
  const { url } = await fakeTarget((call) => {
    if (call.operation === 'GetActivityTask') return 'silence';
    return call.operation === 'DescribeExecution' ? refusal('ExecutionDoesNotExist') : conforming(call);
  });
  return runOn(url, { capabilities: ['activities'] }, { seed: 7, runs: 3 });
};

describe('cases on vitest', { timeout: 60_000 }, () => {
  test('are known before they run, and end with one record each', async () => {
    const run = await target();
    const { planned, results, problems } = await vitest('sfn/{verdicts,more}.case.ts', run);
    expect(problems).toEqual([]);
    expect(planned.map(({ plan }) => plan).find(({ id }) => id.endsWith('is-skipped'))).toEqual({
      id: 'sfn/verdicts/list-activities/of-a-target-without-tags/is-skipped',
      title: 'ListActivities > of a target without tags > is skipped',
      suite: 'sfn/verdicts',
      cites: ['sfn:TagResource/behaviour/a'],
      requires: ['tags'],
      editions: ['current'],
    });
    expect(planned.every(({ record }) => record === undefined)).toBe(true);
    const told = results.map(({ plan, record, state }) => [plan.id, state, record?.verdict, record?.id === plan.id]);
    expect(Object.fromEntries(told.map(([id, ...rest]) => [id, rest]))).toEqual({
      'sfn/more/is-in-no-describe': ['passed', 'pass', true],
      'sfn/verdicts/list-activities/passes': ['passed', 'pass', true],
      'sfn/verdicts/list-activities/fails': ['failed', 'fail', true],
      'sfn/verdicts/list-activities/of-a-target-without-tags/is-skipped': ['skipped', 'skipped', true],
      'sfn/verdicts/list-activities/breaks-down': ['failed', 'inconclusive', true],
      'sfn/verdicts/list-activities/leaves-a-poll-behind-that-nobody-waits-for': ['passed', 'pass', true],
      'sfn/verdicts/list-activities/leaves-an-execution-behind-that-never-ends': ['passed', 'pass', true],
      'sfn/verdicts/list-activities/runs-out-of-its-own-time': ['failed', 'inconclusive', true],
    });
    expect(results.map(({ plan }) => plan.id).sort()).toEqual(planned.map(({ plan }) => plan.id).sort());
    expect(planned.find(({ plan }) => plan.id.endsWith('/passes'))?.plan.cites).toEqual([
      'sfn:ListActivities/behaviour/a',
    ]);
  });

  test('a case that cites nothing is an error of its file', async () => {
    const { results, problems } = await vitest('sfn/uncited.case.ts', await target());
    expect(results).toEqual([]);
    expect(problems).toEqual(
      expect.arrayContaining([expect.stringContaining('sfn/uncited/cites-nothing cites nothing')]),
    );
  });

  test('so are two cases with one id', async () => {
    const { results, problems } = await vitest('sfn/twins.case.ts', await target());
    expect(results).toEqual([]);
    expect(problems).toEqual(
      expect.arrayContaining([expect.stringContaining('Two cases have the id sfn/twins/twins/are-the-same')]),
    );
  });

  test('a run without a target says so', async () => {
    const { planned, results } = await vitest('sfn/more.case.ts');
    expect(planned).toHaveLength(1);
    expect(results).toMatchObject([{ state: 'failed', errors: [expect.stringContaining('sfn-conformance run')] }]);
  });
});
