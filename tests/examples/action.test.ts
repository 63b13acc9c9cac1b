import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { packageRoot } from '../../specs/package-root.js';
import { emptyFolder, isBuilt, NOT_BUILT } from '../cli/command-line.js';

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: {
    readonly steps: readonly { readonly env: Readonly<Record<string, string>>; readonly run: string }[];
  };
}

const action = parse(readFileSync(join(packageRoot, 'action.yml'), 'utf8')) as Action;
const guide = readFileSync(join(packageRoot, 'docs', 'ci.md'), 'utf8');

describe('the action', () => {
  const [step] = action.runs.steps;

  test('hands each input to its script as an environment variable, and nothing else', () => {
    const handed = Object.values(step!.env).map((value) => /^\$\{\{ inputs\.([\w-]+) \}\}$/.exec(value)?.[1]);
    expect(handed.sort()).toEqual(Object.keys(action.inputs).sort());
    expect(step!.run).not.toContain('${{');
  });

  test('sets every output that it names', () => {
    const written = [...step!.run.matchAll(/echo "([\w-]+)=/g)].map(([, name]) => name);
    const read = Object.values(action.outputs).map(({ value }) => /outputs\.([\w-]+) /.exec(value)?.[1]);
    expect(written.sort()).toEqual(read.sort());
  });

  test('has the inputs that the guide gives it, and the guide is YAML', () => {
    const blocks = [...guide.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text = '']) => parse(text) as unknown);
    expect(blocks).toHaveLength(3);
    const [, uses = ''] = /uses: YOUR-ORG\/sfn-conformance@v0\n\s+with:\n((?: {10}.*\n)+)/.exec(guide) ?? [];
    const given = Object.keys(parse(uses) as object);
    expect(given.length).toBeGreaterThan(2);
    for (const name of given) expect(Object.keys(action.inputs)).toContain(name);
  });
});

const title = isBuilt ? 'its script' : `its script (skipped: ${NOT_BUILT})`;

describe.skipIf(!isBuilt || process.platform === 'win32')(title, { timeout: 180_000 }, () => {
  /** Runs the action's script as a runner would, with this program in place of the installed one. */
  function perform(folder: string, inputs: Readonly<Record<string, string>>) {
    const npx = join(folder, 'npx');
    const main = join(packageRoot, 'dist', 'cli', 'main.js');
    writeFileSync(npx, `#!/bin/sh\nshift 2\nexec "${process.execPath}" "${main}" "$@"\n`);
    chmodSync(npx, 0o755);
    const { env, run } = action.runs.steps[0]!;
    const values = Object.entries(env).map(([name, value]) => {
      const input = /inputs\.([\w-]+)/.exec(value)![1]!;
      return [name, inputs[input] ?? action.inputs[input]!.default];
    });
    const { status, stdout } = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', run], {
      cwd: folder,
      encoding: 'utf8',
      env: {
        ...process.env,
        ...Object.fromEntries(values),
        PATH: `${folder}${delimiter}${process.env.PATH}`,
        GITHUB_OUTPUT: join(folder, 'output'),
        GITHUB_STEP_SUMMARY: join(folder, 'summary'),
      },
    });
    return { status, stdout, output: readFileSync(join(folder, 'output'), 'utf8') };
  }

  test('gates: a run without a baseline, a worse one against it, and wrong usage', () => {
    const folder = emptyFolder();
    const inputs = { version: '', baseline: 'base.json', arguments: '--suite\nsfn/start-execution\n--seed\n5' };
    const first = perform(folder, inputs);
    expect(first.stdout).toContain('::notice title=sfn-conformance::There is no baseline base.json');
    expect(first.stdout).toContain('::notice title=Conformance of reference%3A 100 %25::');
    expect(first.status).toBe(0);
    expect(first.output).toContain('exit-code=0\n');
    for (const [, path = ''] of first.output.matchAll(/^(?:report|junit|page)=(.*)$/gm)) {
      expect(existsSync(join(folder, path))).toBe(true);
    }
    expect(readFileSync(join(folder, 'summary'), 'utf8')).toContain('**100 %** of the scored cases pass');

    writeFileSync(join(folder, 'base.json'), readFileSync(join(folder, 'conformance-report', 'report.json')));
    const worse = perform(folder, { ...inputs, target: 'null-refuse', folder: 'a folder; with $(signs)' });
    expect(worse.stdout).toMatch(/^::error title=\d+ regressions%3A /m);
    expect(worse.status).toBe(1);
    expect(worse.output).toContain('exit-code=1\n');

    const wrong = perform(folder, { ...inputs, target: 'no-such-target' });
    expect(wrong.status).toBe(2);
  });
});
