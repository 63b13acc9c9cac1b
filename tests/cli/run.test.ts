import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { serveEngine } from '../../engine/index.js';
import type { Report } from '../../reporters/report.js';
import { xmlDefect } from '../reporters/well-formed.js';
import { emptyFolder, isBuilt, NOT_BUILT, reportIn, run, start } from './command-line.js';

const SMALL = ['--suite', 'sfn/start-execution'];

/** Each planned case has one verdict, and the totals say so. */
function expectWhole(report: Report): void {
  const { planned, passed, failed, skipped, inconclusive } = report.totals;
  expect(planned).toBe(report.cases.length);
  expect(passed + failed + skipped + inconclusive).toBe(planned);
  expect(new Set(report.cases.map(({ id }) => id)).size).toBe(planned);
}

describe.skipIf(!isBuilt)(isBuilt ? 'run' : `run (skipped: ${NOT_BUILT})`, { timeout: 120_000 }, () => {
  test('on the reference engine ends with 0, and says where the report is', async () => {
    const folder = emptyFolder();
    const { code, stdout, stderr } = await run(folder, 'run', ...SMALL, '--report', 'junit=r.xml', '--seed', '5');
    expect(stderr).toBe('');
    expect(stdout).toContain('on reference at http://127.0.0.1:');
    expect(stdout).toContain('All as expected.');
    expect(stdout).toContain(join(folder, 'conformance-report', 'report.json'));
    const report = reportIn(folder);
    expectWhole(report);
    expect(report).toMatchObject({ seed: 5, ending: 'complete', errors: [], edition: 'current' });
    expect(report.totals).toMatchObject({ failed: 0, inconclusive: 0, skipped: 0 });
    expect(report.totals.passed).toBeGreaterThan(0);
    expect(xmlDefect(readFileSync(join(folder, 'r.xml'), 'utf8'))).toBeUndefined();
    expect(code).toBe(0);
  });

  test('writes a report to standard output and speaks on standard error then', async () => {
    const { stdout, stderr } = await run(emptyFolder(), 'run', ...SMALL, '--report', 'json=-');
    expect(JSON.parse(stdout)).toMatchObject({ reportVersion: 1, target: { name: 'reference' } });
    expect(stderr).toContain('All as expected.');
  });

  test('on a target that refuses everything ends with 1, and every failure is proven', async () => {
    const folder = emptyFolder();
    const { code, stdout } = await run(folder, 'run', '--target', 'null-refuse', ...SMALL);
    const report = reportIn(folder);
    expectWhole(report);
    const failures = report.cases.filter(({ verdict }) => verdict === 'fail');
    expect(failures.length).toBeGreaterThan(0);
    for (const { blame, expected, actual, statement, reproduction } of failures) {
      expect(blame).toBe('target');
      expect([expected, actual, statement?.id, reproduction?.curl].every(Boolean)).toBe(true);
    }
    expect(stdout).toContain('The target does not conform.');
    expect(code).toBe(1);
  });

  test('on a target that answers garbage blames the target', async () => {
    const folder = emptyFolder();
    const { code } = await run(folder, 'run', '--target', 'null-garbage', ...SMALL);
    const report = reportIn(folder);
    expectWhole(report);
    expect(report.totals.passed).toBe(0);
    expect(report.cases.every(({ blame }) => blame === 'target')).toBe(true);
    expect(code).toBe(1);
  });

  test('on a target that never answers ends by itself with 3', async () => {
    const folder = emptyFolder();
    const { code } = await run(folder, 'run', '--target', 'null-silence', ...SMALL);
    const report = reportIn(folder);
    expectWhole(report);
    expect(report.totals.inconclusive).toBe(report.totals.planned);
    expect(report.cases.every(({ blame }) => blame === 'target')).toBe(true);
    expect(code).toBe(3);
  });

  test('on a target that dies half-way ends by itself, and does not call it a failure of a case', async () => {
    const folder = emptyFolder();
    const target = await mortal();
    const running = start(folder, 'run', '--target', target.url, ...SMALL, '--workers', '1');
    await running.printed('cases on');
    target.dieAtNext('StartExecution');
    const { code } = await running.ended;
    const report = reportIn(folder);
    expectWhole(report);
    expect(report.totals.failed).toBe(0);
    expect(report.totals.inconclusive).toBeGreaterThan(0);
    const blamed = report.cases.filter(({ verdict }) => verdict === 'inconclusive').map(({ blame }) => blame);
    expect(blamed.filter((blame) => blame === 'harness')).toEqual([]);
    expect(code).toBe(3);
  });

  test('on an address where nothing listens ends with 4 within 5 s, and one sentence', async () => {
    const folder = emptyFolder();
    const { code, stderr, stdout } = await run(folder, 'run', '--target', 'http://127.0.0.1:1');
    expect(stderr).toBe(
      "The target http://127.0.0.1:1 can't be reached: the connection was refused. Is it running, and is the port right?\n",
    );
    expect(stdout).toBe('');
    expect(existsSync(join(folder, 'conformance-report'))).toBe(false);
    expect(code).toBe(4);
  });

  test('that judges nothing ends with 3', async () => {
    const folder = emptyFolder();
    const { code, stdout } = await run(folder, 'run', ...SMALL, '--grep', 'no case has this in its title');
    expect(stdout).toContain('Nothing was judged.');
    expect(code).toBe(3);
    // The report of all cases, were there one, is still there.
    expect(readdirSync(join(folder, 'conformance-report')).sort()).toEqual(['part.html', 'part.json']);
  });

  test('reports what is known when it is interrupted, and stops', async () => {
    const folder = emptyFolder();
    const running = start(folder, 'run', '--target', 'null-silence', ...SMALL);
    await running.printed('cases on');
    // As a terminal and npx do it: the group gets it, and the process, too.
    running.child.kill('SIGINT');
    running.child.kill('SIGINT');
    const { code, stdout } = await running.ended;
    const report = reportIn(folder);
    expectWhole(report);
    expect(report.ending).toBe('interrupted');
    expect(stdout).toContain('(interrupted)');
    expect(code).toBe(3);
  });

  test('selects by text, by statement and by suite, and only says so with --dry-run', async () => {
    const folder = emptyFolder();
    const count = async (...args: string[]) => {
      const { stdout } = await run(folder, 'run', '--dry-run', ...args);
      return Number(/^(\d+) case/.exec(stdout)?.[1]);
    };
    const all = await count(...SMALL);
    const cited = await count(...SMALL, '--cites', 'sfn:StartExecution/error/*');
    const titled = await count(...SMALL, '--grep', 'NAME');
    expect(cited).toBeGreaterThan(0);
    expect(cited).toBeLessThan(all);
    expect(titled).toBeGreaterThan(0);
    expect(titled).toBeLessThan(all);
    expect(await count('--suite', 'sfn')).toBeGreaterThan(all);
    expect(existsSync(join(folder, 'conformance-report'))).toBe(false);
  });

  test('turns green with the expectations it wrote, and a baseline counts only what became worse', async () => {
    const folder = emptyFolder();
    const target = ['run', '--target', 'null-refuse', ...SMALL, '--expectations', 'known.yaml'];
    const updated = await run(folder, ...target, '--update-expectations');
    expect(updated.code).toBe(0);
    expect(readFileSync(join(folder, 'known.yaml'), 'utf8')).toContain('- case: sfn/start-execution/');
    const again = await run(folder, ...target, '--report', 'json=base.json');
    expect(again.stdout).toContain('as expected of this target');
    expect(again.code).toBe(0);

    const based = await run(folder, 'run', '--target', 'null-refuse', ...SMALL, '--baseline', 'base.json');
    expect(based.code).toBe(0);
    await run(folder, 'run', ...SMALL, '--report', 'json=good.json');
    const worse = await run(folder, 'run', '--target', 'null-refuse', ...SMALL, '--baseline', 'good.json');
    expect(worse.stdout).toContain('(regression)');
    expect(worse.code).toBe(1);
  });

  test('in shards, merged, gives the verdicts of one run', async () => {
    const folder = emptyFolder();
    const args = [
      'run',
      '--suite',
      'wire',
      '--suite',
      'sfn/start-execution',
      '--suite',
      'sfn/executions',
      '--seed',
      '3',
    ];
    await run(folder, ...args, '--report', 'json=whole.json');
    await run(folder, ...args, '--shard', '1/2', '--report', 'json=one.json');
    await run(folder, ...args, '--shard', '2/2', '--report', 'json=two.json');
    const merged = await run(folder, 'report', 'merge', 'one.json', 'two.json', '--report', 'json=merged.json');
    expect(merged.code).toBe(0);
    const verdicts = (report: Report) => report.cases.map(({ id, verdict }) => [id, verdict]);
    const whole = reportIn(folder, 'whole.json');
    const parts = reportIn(folder, 'merged.json');
    expect(verdicts(parts)).toEqual(verdicts(whole));
    expect(parts.totals).toEqual(whole.totals);
    expect(parts.statements).toEqual(whole.statements);
    const same = await run(folder, 'report', 'compare', 'whole.json', 'merged.json');
    expect(same.stdout).toContain('Nothing became worse.');
    expect(same.code).toBe(0);
    const half = await run(folder, 'report', 'merge', 'one.json');
    expect(half.stderr).toContain('2 is missing');
    expect(half.code).toBe(2);
  });
});

/** An engine behind a relay, which goes for good when it is asked for an operation after it was told so. */
async function mortal(): Promise<{ readonly url: string; readonly dieAtNext: (operation: string) => void }> {
  const served = await serveEngine({ clock: 'real' });
  const sockets = new Set<Socket>();
  let last: string | undefined;
  const relay = createServer((client) => {
    const engine = connect(Number(new URL(served.url).port), '127.0.0.1');
    for (const socket of [client, engine]) sockets.add(socket.on('error', () => undefined));
    client.on('data', (bytes) => {
      if (last === undefined || !bytes.includes(`AWSStepFunctions.${last}`)) engine.write(bytes);
      else die();
    });
    engine.pipe(client);
  });
  const die = () => {
    relay.close();
    for (const socket of sockets) socket.destroy();
  };
  onTestFinished(async () => {
    die();
    await served.close();
  });
  await new Promise<void>((resolve) => relay.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(relay.address() as AddressInfo).port}`;
  return {
    url,
    dieAtNext(operation) {
      last = operation;
    },
  };
}
