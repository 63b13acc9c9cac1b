import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { serveEngine } from '../../engine/index.js';
import { loadFault } from '../../faults/index.js';
import { COUNTEREXAMPLE_VERSION, type Counterexample } from '../../harness/counterexample/index.js';
import { emptyFolder, isBuilt, NOT_BUILT, run } from './command-line.js';

const definition = { StartAt: 'Give', States: { Give: { Type: 'Pass', Result: { given: 1 }, End: true } } };

/** As the laws write it, of an engine whose Pass states ignore their Result. */
const counterexample: Counterexample = {
  counterexampleVersion: COUNTEREXAMPLE_VERSION,
  law: 'laws:reference-engine',
  statement: 'asl:Pass/result',
  evidence: 'documented',
  edition: 'current',
  target: 'reference',
  fingerprint: 'output',
  seed: 1,
  path: '0',
  shrinks: 0,
  expected: '{"given":1}',
  actual: '{}',
  curl: 'curl -sS "$endpoint/"',
  finding: {
    kind: 'difference',
    runs: [
      {
        machine: { edition: 'current', definition, input: {}, tasks: {} },
        actual: { status: 'SUCCEEDED', output: {}, elapsedMs: 0, history: [] },
      },
    ],
  },
};

/** A folder with the counterexample, changed. @returns the folder */
function folderWith(changes: object = {}): string {
  const folder = emptyFolder();
  writeFileSync(join(folder, 'file.json'), JSON.stringify({ ...counterexample, ...changes }));
  return folder;
}

/** The address of an engine with the fault that the file is about. */
async function faultyEngine(): Promise<string> {
  const { options } = await loadFault('pass-ignores-result');
  const served = await serveEngine({ clock: 'virtual', ...options });
  onTestFinished(() => served.close());
  return served.url;
}

describe.skipIf(!isBuilt)(isBuilt ? 'replay' : `replay (skipped: ${NOT_BUILT})`, { timeout: 60_000 }, () => {
  test('a counterexample fails again where it was found', async () => {
    const url = await faultyEngine();
    const { code, stdout, stderr } = await run(folderWith(), 'replay', 'file.json', '--target', url);
    expect(stderr).toBe('');
    expect(stdout).toContain('breaks    asl:Pass/result');
    expect(stdout).toContain('The same failure.');
    expect(stdout).toContain('Shown by:\n  curl -sS "$endpoint/"');
    expect(code).toBe(1);
  });

  test('what it says to another program', async () => {
    const url = await faultyEngine();
    const { code, stdout } = await run(folderWith(), 'replay', 'file.json', '--target', url, '--json');
    const { fingerprint, expected, actual } = counterexample;
    expect(JSON.parse(stdout)).toMatchObject({
      replayVersion: 1,
      outcome: 'same',
      failures: [{ fingerprint, expected, actual }],
    });
    expect(code).toBe(1);
  });

  test('another failure than the one in the file is told apart', async () => {
    const url = await faultyEngine();
    const folder = folderWith({ fingerprint: 'status SUCCEEDED' });
    const { code, stdout } = await run(folder, 'replay', 'file.json', '--target', url);
    expect(stdout).toContain('Another failure.');
    expect(code).toBe(1);
  });

  test('what failed only sometimes is tried until it fails', async () => {
    const folder = folderWith({ fingerprint: 'never seen', repeats: { tries: 3, failed: 1 } });
    const url = await faultyEngine();
    const { code, stdout } = await run(folder, 'replay', 'file.json', '--target', url, '--tries', '2');
    expect(stdout).toContain('Another failure.');
    expect(code).toBe(1);
    const again = await run(folderWith({ repeats: { tries: 3, failed: 1 } }), 'replay', 'file.json', '--target', url);
    expect(again.stdout).toContain('The same failure.');
  });

  test('without --target it goes to the one in the file, where the law holds', async () => {
    const { code, stdout, stderr } = await run(folderWith(), 'replay', 'file.json');
    expect(stderr).toBe('');
    expect(stdout).toContain('No failure: the law holds here.');
    expect(code).toBe(0);
  });

  test.each<[string, object, string]>([
    [
      'of another version',
      { counterexampleVersion: 99 },
      'It has version 99, and this tool reads version 1: use the version of sfn-conformance that wrote it.',
    ],
    ['that lacks a member', { law: undefined }, "file.json is no counterexample. It must have required property 'law'"],
    ['of a target that there is not', { target: 'gone' }, 'Say which with --target.'],
    [
      'of a law that there is not',
      {
        finding: {
          kind: 'relation',
          relation: 'laws:gone',
          machine: { edition: 'current', definition, input: {}, tasks: {} },
          draws: [1, 1],
          runs: counterexample.finding.kind === 'difference' ? counterexample.finding.runs : [],
        },
      },
      'No relation is called laws:gone',
    ],
  ])('a file %s ends with 2 and one sentence', async (_, changes, sentence) => {
    const { code, stdout, stderr } = await run(folderWith(changes), 'replay', 'file.json');
    expect(stderr).toContain(sentence);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stdout).toBe('');
    expect(code).toBe(2);
  });

  test.each([
    ['no JSON', '{oops', 'file.json is no JSON'],
    ['an empty file', '', 'file.json is no JSON'],
    ['other JSON', '{"hello":1}', 'file.json is nothing that can be replayed'],
  ])('%s ends with 2 and one sentence', async (_, text, sentence) => {
    const folder = emptyFolder();
    writeFileSync(join(folder, 'file.json'), text);
    const { code, stderr } = await run(folder, 'replay', 'file.json');
    expect(stderr).toContain(sentence);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(code).toBe(2);
  });

  test('a target that does not answer ends with 4', async () => {
    const { code, stderr } = await run(folderWith(), 'replay', 'file.json', '--target', 'http://127.0.0.1:1');
    expect(stderr).toContain("can't be reached");
    expect(code).toBe(4);
  });

  test('its help says what it takes', async () => {
    const { code, stdout } = await run(emptyFolder(), 'replay', '--help');
    expect(stdout.replace(/\s+/g, ' ')).toContain(
      'a counterexample that `run` kept, or a transcript of `proxy` or `run --transcripts`',
    );
    expect(code).toBe(0);
  });
});
