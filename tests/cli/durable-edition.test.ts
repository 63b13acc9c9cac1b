import { describe, expect, test } from 'vitest';
import { emptyFolder, isBuilt, NOT_BUILT, run } from './command-line.js';

describe.skipIf(!isBuilt)(`the edition of durable executions${isBuilt ? '' : ` (${NOT_BUILT})`}`, () => {
  const told = async (...args: readonly string[]) => await run(emptyFolder(), ...args);

  test('selects what is about them', async () => {
    const { code, stdout } = await told('run', '--edition', '2025-12-01', '--dry-run');
    expect(code).toBe(0);
    const suites = stdout
      .split('\n')
      .slice(1)
      .flatMap((line) => line.split(' ', 1)[0] || []);
    expect(suites).toContain('durable/stop');
    expect(suites.filter((suite) => !suite.startsWith('durable/'))).toEqual([]);
  });

  test('judges the reference engine, and the report is of that edition', async () => {
    const { code, stdout } = await told(
      'run',
      '--edition',
      '2025-12-01',
      '--grep',
      'once-whoever',
      '--report',
      'json=-',
    );
    expect({ code, ...JSON.parse(stdout) }).toMatchObject({ code: 0, edition: '2025-12-01', totals: { passed: 1 } });
  });

  test('has no suite of Step Functions', async () => {
    const { code, stderr } = await told('run', '--edition', '2025-12-01', '--suite', 'sfn/tags', '--dry-run');
    expect(code).toBe(3);
    expect(stderr).toContain('durable executions');
    expect(stderr).not.toContain('    at ');
  });

  test('is measured by faults of its own', async () => {
    const { code, stderr } = await told('faults', '--edition', '2025-12-01', '--only', 'choice-*');
    expect(code).toBe(2);
    expect(stderr).toContain('No fault has an id that matches choice-*');
  });
});
