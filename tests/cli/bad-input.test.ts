import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { packageRoot } from '../../specs/package-root.js';
import { emptyFolder, isBuilt, NOT_BUILT, run } from './command-line.js';

/** A folder with one of each kind of file that can't be used. */
function badFolder(): string {
  const folder = emptyFolder();
  mkdirSync(join(folder, 'folder'));
  const files = {
    'broken.json': '{oops\n',
    'broken.yaml': 'expectations: [\n',
    'empty.json': '',
    'other.json': '{"hello": "world"}',
    'future.json': '{"reportVersion": 99}',
    'list.json': '[]',
    'none.pem': 'certificate',
    'typo.json': '{"StateMachine": {}}',
    'no-script.test.mjs': 'export const a = ;\n',
    'no-import.test.mjs': "import './gone.js';\n",
    'broken-typescript.test.ts': 'const x: = 3;\n',
    'throws.test.mjs': '\nconst x = null; x.y;\n',
    'no-cites.test.mjs': 'import { test } from "sfn-conformance"; test("x", { cites: [] }, () => {});\n',
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  writeFileSync(join(folder, 'binary.json'), Buffer.from([0x7b, 0xff, 0xfe, 0x7d]));
  return folder;
}

/** What is wrong: the command, its exit code, and what its one sentence says. */
type Mistake = readonly [args: readonly string[], says: string];

const mistakes: Readonly<Record<string, readonly Mistake[]>> = {
  'an option': [
    [['run', '--tarjet', 'x'], 'Did you mean --target?'],
    [['run', 'sfn'], 'Expected 0 arguments'],
    [['rnu'], 'Did you mean run?'],
    [['list', 'suits'], "'suits'"],
    [['run', '--suite', ''], 'must not be empty'],
    [['run', '--grep', ' '], 'must not be empty'],
    [['run', '--cites', ''], 'must not be empty'],
    [['run', '--region', ''], 'such as us-east-1'],
    [['run', '--region', 'us east'], 'such as us-east-1'],
    [['run', '--report', 'json='], 'The path after = is missing'],
    [['run', '--report', '=x'], 'must be one of: json'],
    [['run', '--shard', '0/4'], 'I from 1 to N'],
    [['run', '--shard', '5/4'], 'I from 1 to N'],
    [['run', '--suite', 'wire', '--shard', '1/9'], 'use fewer'],
    [['run', '--timeout', '0'], 'from 1 to 3600'],
    [['run', '--edition', '2016'], 'must be one of: 2017-03-30'],
    [['run', '--role-arn', 'x'], '--role-arn is for --target aws'],
    [['run', '--role-arn', 'x', '--target', 'http://me:secret@127.0.0.1:1'], 'of http://127.0.0.1:1: leave it out.'],
    [['run', '--cases', 'no-script.test.mjs'], "it can't be used: Unexpected token, line 1, column 17."],
    [['run', '--cases', 'broken-typescript.test.ts'], "it can't be used: Unexpected token, line 1, column 10."],
    [['run', '--cases', 'no-import.test.mjs'], "it can't be used: Cannot find module './gone.js'"],
    [
      ['run', '--cases', 'throws.test.mjs'],
      "it can't be used: Cannot read properties of null (reading 'y'), line 2, column 19.",
    ],
    [['run', '--cases', 'no-cites.test.mjs'], 'cites nothing: it must name the statements that it tests.'],
    [['faults', '--only', 'no-such-*'], 'No fault has an id'],
    [['spec', 'StartExecutio'], 'has no operation "StartExecutio"'],
    [['spec', '--edition', '2017-03-30', 'StartSyncExecution'], 'it is in current'],
    [['drift', '2016', 'current'], 'There is no edition "2016"'],
  ],
  'a target': [
    [['run', '--target', 'http://host:99999'], 'a port of at most 65535'],
    [['run', '--target', 'http://'], 'is not a URL'],
    [['run', '--target', 'http://two words'], 'is not a URL'],
    [['run', '--target', 'localhost:4566'], 'Did you mean http://localhost:4566?'],
    [['run', '--target', ''], 'There is no target ""'],
    [['run', '--target', 'moto@'], 'names no version'],
    [['run', '--target', 'ministak'], 'There is no target "ministak". Did you mean ministack?'],
    [['run', '--target', 'command'], 'It needs what starts it'],
    [['run', '--target', 'ftp://127.0.0.1'], 'There is no target "ftp://127.0.0.1"'],
    [
      ['run', '--target', 'https://127.0.0.1:1', '--suite', 'wire/responses', '--ca', 'none.pem'],
      'holds no certificate',
    ],
    [
      ['run', '--target', 'https://127.0.0.1:1', '--suite', 'wire/responses', '--ca', 'missing.pem'],
      "Can't read 'missing.pem'",
    ],
  ],
  'a name': [
    [['run', '--suite', 'no-such-suite'], 'No suite matches no-such-suite'],
    [
      ['run', '--suite', 'wire', '--cites', 'sfn:StartExecution/error/ExecutionAlreadyExist'],
      'Did you mean sfn:StartExecution/error/ExecutionAlreadyExists?',
    ],
    [['run', '--suite', 'wire', '--cites', 'nothing:*'], 'There is no statement "nothing:*"'],
    [['explain', 'sfn:StartExecution/eror/InvalidArn'], 'Did you mean sfn:StartExecution/error/InvalidArn'],
    [['explain', 'zzzzzzzz'], 'list statements'],
    [['serve', '--fault', 'list-zero-is-nome'], 'Did you mean list-zero-is-none?'],
  ],
  'a file': [
    ...['missing.yaml', 'folder', 'binary.json'].map(
      (name) => [['run', '--expectations', name], `Can't read '${name}'`] as const,
    ),
    [['run', '--expectations', 'broken.yaml'], 'It is not YAML'],
    [['run', '--expectations', 'empty.json'], 'the document must be object'],
    ...['missing.json', 'folder', 'binary.json'].flatMap((name) => [
      [['run', '--baseline', name], `Can't read '${name}'`] as const,
      [['report', 'merge', name], `Can't read '${name}'`] as const,
      [['check', name], `Can't read '${name}'`] as const,
      [['serve', '--port', '0', '--mock', name], `Can't read '${name}'`] as const,
    ]),
    [['run', '--baseline', 'broken.json'], "broken.json can't be used as a report. It is not JSON"],
    [['report', 'render', 'empty.json'], 'It is not JSON'],
    [['report', 'render', 'other.json'], 'It is not a report'],
    [['report', 'compare', 'future.json', 'other.json'], 'It is a report of version 99'],
    [['run', '--baseline', 'future.json'], 'use the version of sfn-conformance that wrote it'],
    [['run', '--cases', 'missing.test.ts'], 'there is no such file'],
    [['run', '--cases', 'folder'], 'it is no file'],
    [['run', '--cases', 'no-*.ts'], "No file matches 'no-*.ts'"],
    [['check', 'no-*.json'], "No file matches 'no-*.json'"],
    [['serve', '--port', '0', '--mock', 'broken.json'], 'broken.json is no mock file: it is not JSON'],
    [['serve', '--port', '0', '--mock', 'list.json'], 'expected a JSON object'],
    [['serve', '--port', '0', '--mock', 'typo.json'], 'it has "StateMachine"'],
    [['run', '--report', 'json=folder', '--suite', 'wire/requests'], "can't be written to folder"],
    [['run', '--transcripts', 'empty.json', '--suite', 'wire/requests'], "Can't write to the folder 'empty.json'"],
    [
      ['run', '--report', 'json=-', '--report', 'html=-', '--suite', 'wire/requests'],
      "can't both go to standard output",
    ],
    [
      ['run', '--target', 'moto', '--expectations', 'none/known.yaml', '--update-expectations'],
      "Can't write 'none/known.yaml'",
    ],
    [['run', '--report', 'junit=empty.json/x.xml', '--suite', 'wire/requests'], 'must be a folder'],
  ],
  'an address to serve at': [
    [['serve', '--port', '65536'], 'from 0 to 65535'],
    [['serve', '--port', '80x'], 'from 0 to 65535'],
    [['serve', '--lambda-endpoint', 'http://host:99999'], 'is not an http URL'],
    [['serve', '--lambda-endpoint', 'ftp://host'], 'is not an http URL'],
    [['serve', '--auth', 'id:'], 'expected <access key id>:<secret access key>'],
    [['serve', '--region', 'nowhere!'], 'such as us-east-1'],
    [['serve', '--edition', '2025-12-01'], '2017-03-30, current'],
  ],
};

/** How a command ended, as far as it is to be compared. */
async function endOf(folder: string, args: readonly string[], says: string) {
  const { code, stdout, stderr } = await run(folder, ...args);
  return {
    args,
    code,
    stdout,
    sentence: stderr.includes(says) ? says : stderr,
    lines: stderr.trim().split('\n').length,
    trace: /\n\s+at .*/.exec(stderr)?.[0],
  };
}

/** Runs all, two at a time: a process spends most of its life on loading modules. */
async function allOf<Item, Result>(items: readonly Item[], work: (item: Item) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = [];
  const queue = items.entries();
  const lane = async () => {
    for (const [index, item] of queue) results[index] = await work(item);
  };
  await Promise.all([lane(), lane()]);
  return results;
}

/** Starts the program with its standard output closed after the first bytes, as `| head -1` does. */
async function intoHead(folder: string, ...args: readonly string[]): Promise<{ code: number | null; stderr: string }> {
  const main = join(packageRoot, 'dist', 'cli', 'main.js');
  const child: ChildProcess = spawn(process.execPath, [main, ...args], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let stderr = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  child.stdout?.once('data', () => child.stdout?.destroy());
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stderr };
}

const MINUTES = 5 * 60_000;
const isRoot = process.getuid?.() === 0;

describe.skipIf(!isBuilt)(isBuilt ? 'bad input' : `bad input (skipped: ${NOT_BUILT})`, { timeout: MINUTES }, () => {
  test.each(Object.entries(mistakes))('%s that is wrong ends with 2 and one sentence', async (_, list) => {
    const folder = badFolder();
    const before = readdirSync(folder).sort();
    const ends = await allOf(list, ([args, says]) => endOf(folder, args, says));
    expect(ends).toEqual(
      list.map(([args, sentence]) => ({ args, code: 2, stdout: '', sentence, lines: 1, trace: undefined })),
    );
    expect(readdirSync(folder).sort()).toEqual(before);
  });

  test.each([
    [['--grep', 'no such title'], 'No case of these suites has "no such title" in its title or id.'],
    [
      ['--cites', 'sfn:StartExecution/error/InvalidArn'],
      'No case of these suites cites "sfn:StartExecution/error/InvalidArn".',
    ],
  ])('%j that selects nothing ends with 3, and says so', async (args, sentence) => {
    const { code, stdout, stderr } = await run(emptyFolder(), 'run', '--suite', 'wire/responses', ...args);
    expect(stderr).toBe(`${sentence}\n`);
    expect(stdout).toContain('Nothing was judged.');
    expect(code).toBe(3);
  });

  test('a target that nobody serves ends with 4 and one sentence', async () => {
    const { code, stderr } = await run(
      emptyFolder(),
      'run',
      '--target',
      'http://127.0.0.1:1',
      '--suite',
      'wire/responses',
    );
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toContain("can't be reached");
    expect(code).toBe(4);
  });

  test('a port that is taken ends with 4 and one sentence', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void taken.close());
    await once(taken, 'listening');
    const { port } = taken.address() as { port: number };
    const { code, stderr } = await run(emptyFolder(), 'serve', '--port', String(port));
    expect(stderr).toBe(`127.0.0.1:${port} is in use: choose another --port, or 0 for a free one.\n`);
    expect(code).toBe(4);
  });

  test('a report goes into folders that are not there yet', async () => {
    const folder = emptyFolder();
    const args = ['run', '--suite', 'wire/responses', '--report', 'junit=some/where/junit.xml'];
    expect(await run(folder, ...args)).toMatchObject({ code: 0, stderr: '' });
    expect(existsSync(join(folder, 'some', 'where', 'junit.xml'))).toBe(true);
  });

  test.skipIf(isRoot)(
    `a folder that may not be written to${isRoot ? ' (skipped: root may write anywhere)' : ''}`,
    async () => {
      const folder = emptyFolder();
      mkdirSync(join(folder, 'locked'));
      chmodSync(join(folder, 'locked'), 0o555);
      const args = ['run', '--suite', 'wire/responses', '--report', 'json=locked/report.json'];
      expect(await run(folder, ...args)).toMatchObject({
        code: 2,
        stderr: expect.stringContaining('this user may not'),
      });
    },
  );

  describe('a reader that goes away', () => {
    test('does not make a list fail', async () => {
      expect(await intoHead(emptyFolder(), 'list', 'statements')).toEqual({ code: 0, stderr: '' });
    });

    test('does not end a run before its time, nor change its exit code', async () => {
      const folder = emptyFolder();
      const args = ['run', '--target', 'null-canned', '--suite', 'wire/responses'];
      expect(await intoHead(folder, ...args)).toEqual({ code: 1, stderr: '' });
      expect(existsSync(join(folder, 'conformance-report', 'report.json'))).toBe(true);
    });
  });
});
