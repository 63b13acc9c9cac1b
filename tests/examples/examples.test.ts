import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { serveEngine } from '../../engine/index.js';
import { packageRoot } from '../../specs/package-root.js';
import { emptyFolder, isBuilt, NOT_BUILT, reportIn, run } from '../cli/command-line.js';

const CONTRACTS = 'examples/own-contracts/*.contract.ts';
const IDS = [
  'examples/own-contracts/order.contract/an-order/is-charged-again-when-the-bank-was-busy',
  'examples/own-contracts/order.contract/an-order/is-given-up-when-the-card-is-refused',
];

describe.skipIf(!isBuilt)(
  isBuilt ? 'the examples' : `the examples (skipped: ${NOT_BUILT})`,
  { timeout: 60_000 },
  () => {
    test('examples/unit-test runs as its first lines say', () => {
      const { status, stdout } = spawnSync(process.execPath, ['--test', 'examples/unit-test/order.test.mjs'], {
        cwd: packageRoot,
        encoding: 'utf8',
        env: { ...process.env, NODE_OPTIONS: '', NODE_TEST_CONTEXT: undefined },
      });
      expect(stdout).toContain('pass 3');
      expect(status).toBe(0);
    });

    test('examples/generated-machines runs as its first lines say, and docs/laws.md shows it', () => {
      const file = 'examples/generated-machines/machines.test.mjs';
      const { status, stdout } = spawnSync(process.execPath, ['--test', file], {
        cwd: packageRoot,
        encoding: 'utf8',
        env: { ...process.env, NODE_OPTIONS: '', NODE_TEST_CONTEXT: undefined },
      });
      expect(stdout).toContain('pass 1');
      expect(status).toBe(0);
      const shown = readFileSync(join(packageRoot, file), 'utf8').replace(/^(\/\/.*\n)+/, '');
      expect(readFileSync(join(packageRoot, 'docs', 'laws.md'), 'utf8')).toContain(`\`\`\`js\n${shown}\`\`\``);
    });

    test('examples/own-contracts runs from a folder that is not ours, where nothing is installed', async () => {
      const folder = emptyFolder();
      cpSync(join(packageRoot, 'examples'), join(folder, 'examples'), { recursive: true });
      const { code, stdout, stderr } = await run(folder, 'run', '--cases', CONTRACTS);
      expect(stderr).toBe('');
      expect(stdout).toContain('2 cases on reference');
      expect(code).toBe(0);
      const { cases } = reportIn(folder);
      expect(cases.map(({ id, verdict }) => [id, verdict])).toEqual(IDS.map((id) => [id, 'pass']));
      expect(cases.every(({ level }) => level === 'must')).toBe(true);
    });

    test('examples/own-contracts judges an endpoint, beside cases of ours', async () => {
      const folder = emptyFolder();
      cpSync(join(packageRoot, 'examples'), join(folder, 'examples'), { recursive: true });
      const served = await serveEngine({ clock: 'real' });
      try {
        const suite = ['--suite', 'sfn/start-execution'];
        const { code } = await run(folder, 'run', '--cases', CONTRACTS, ...suite, '--target', served.url);
        expect(code).toBe(0);
      } finally {
        await served.close();
      }
      const { cases, totals } = reportIn(folder);
      expect(cases.filter(({ suite }) => suite === 'examples/own-contracts/order.contract')).toHaveLength(2);
      expect(cases.filter(({ suite }) => suite === 'sfn/start-execution').length).toBeGreaterThan(10);
      expect(totals.passed).toBe(totals.planned);
    });

    test('a contract that an endpoint breaks fails, with its own statement', async () => {
      const folder = emptyFolder();
      cpSync(join(packageRoot, 'examples'), join(folder, 'examples'), { recursive: true });
      const { code } = await run(
        folder,
        'run',
        '--cases',
        CONTRACTS,
        '--target',
        'null-succeeded',
        '--has',
        'activities',
      );
      expect(code).toBe(1);
      expect(reportIn(folder).totals.passed).toBe(0);
    });

    test.each([
      ['a glob that names nothing', 'none/*.ts', "No file matches 'none/*.ts'."],
      ['a path where nothing is', 'none.ts', 'there is no such file'],
      ['a folder', '.', 'it is no file'],
    ])('--cases with %s ends with 2', async (_, glob, sentence) => {
      const { code, stderr } = await run(emptyFolder(), 'run', '--cases', glob);
      expect(stderr).toContain(sentence);
      expect(code).toBe(2);
    });
  },
);
