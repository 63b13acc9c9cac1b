import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { emptyFolder, isBuilt, NOT_BUILT, run } from './command-line.js';

describe.skipIf(!isBuilt)(isBuilt ? 'usage' : `usage (skipped: ${NOT_BUILT})`, () => {
  test.each<[string, readonly string[], string]>([
    ['an unknown command', ['rum'], "'rum'"],
    ['an unknown option', ['run', '--tarjet', 'x'], "'--tarjet'"],
    ['an unknown target', ['run', '--target', 'locastack'], 'There is no target "locastack"'],
    ['an address that is none', ['run', '--target', 'http://'], 'is not a URL'],
    ['an unknown edition', ['run', '--edition', '2018'], 'must be one of: 2017-03-30'],
    ['a shard out of range', ['run', '--shard', '5/4'], 'I from 1 to N'],
    ['a number that is none', ['run', '--seed', 'many'], 'whole number'],
    ['an unknown kind of report', ['run', '--report', 'pdf'], 'must be one of: json'],
    ['an unknown capability', ['run', '--has', 'wings'], 'must be one of: activities'],
    ['a suite that does not exist', ['run', '--suite', 'sfn/no-such-suite'], 'No suite matches'],
    ['a baseline that does not exist', ['run', '--baseline', 'no-such-file.json'], "Can't read 'no-such-file.json'"],
    ['a URL to update expectations of', ['run', '--target', 'http://127.0.0.1:1', '--update-expectations'], 'FILE'],
    ['nothing to explain', ['explain', 'sfn:NoSuch/statement'], 'There is no case and no statement'],
    [
      'nothing to merge',
      ['report', 'merge'],
      "Missing required argument 'reports'. See `sfn-conformance report merge --help`.",
    ],
    ['an option that nothing is like', ['run', '--zzz'], "Unknown option '--zzz'. See `sfn-conformance run --help`."],
    ['an argument too many', ['run', 'asl'], 'See `sfn-conformance run --help`.'],
    ['an option without its value', ['run', '--report'], 'argument missing. See `sfn-conformance run --help`.'],
    ['an option that another is like', ['run', '--grap', 'x'], "Unknown option '--grap'. Did you mean --grep?"],
  ])('%s ends with 2 and one sentence', async (_, args, sentence) => {
    const { code, stderr, stdout } = await run(emptyFolder(), ...args);
    expect(stderr).toContain(sentence);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stdout).toBe('');
    expect(code).toBe(2);
  });

  test.each([
    ['baseline.json', '--baseline', '{"reportVersion": 2}'],
    ['baseline.json', '--baseline', '{oops'],
    ['known.yaml', '--expectations', 'expectations: [{ case: x, verdict: fails, reason: y }]'],
  ])('a file that is none (%s) ends with 2 and says why', async (name, option, text) => {
    const folder = emptyFolder();
    writeFileSync(join(folder, name), text);
    const { code, stderr } = await run(folder, 'run', option, name);
    expect(stderr).toContain(name);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(code).toBe(2);
  });

  test.each([
    [['--help']],
    [['run', '--help']],
    [['report', 'compare', '--help']],
    [['help', 'list']],
    [['--version']],
  ])('%j prints and ends with 0', async (args) => {
    const { code, stdout, stderr } = await run(emptyFolder(), ...args);
    expect(stdout.length).toBeGreaterThan(4);
    expect(stderr).toBe('');
    expect(code).toBe(0);
  });

  test('no command prints the help and ends with 2', async () => {
    const { code, stderr } = await run(emptyFolder());
    expect(stderr).toContain('Commands:');
    expect(code).toBe(2);
  });
});
