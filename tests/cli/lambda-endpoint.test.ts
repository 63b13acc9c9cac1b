import { describe, expect, test } from 'vitest';
import { freePort } from '../../adapters/child-process.js';
import { emptyFolder, isBuilt, NOT_BUILT, PART, reportIn, run, start } from './command-line.js';

const STOP = ['--suite', 'durable/stop', '--grep', 'once-whoever'];

/** A served engine that calls functions at `endpoint`. @returns its URL */
async function served(...args: readonly string[]): Promise<string> {
  const engine = start(emptyFolder(), 'serve', '--port', '0', '--clock', 'virtual', ...args);
  let out = '';
  engine.child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString();
  });
  await engine.printed('clock)');
  return /http:\/\/[\d.:]+/.exec(out)![0];
}

describe.skipIf(!isBuilt)(`--lambda-endpoint${isBuilt ? '' : ` (${NOT_BUILT})`}`, () => {
  test('lets a target at a URL be judged on what it calls functions for', async () => {
    const endpoint = `http://127.0.0.1:${await freePort()}`;
    const target = await served('--lambda-endpoint', endpoint);
    const folder = emptyFolder();
    const judged = await run(folder, 'run', '--target', target, '--lambda-endpoint', endpoint, ...STOP);
    expect({ code: judged.code, stderr: judged.stderr }).toEqual({ code: 0, stderr: '' });
    expect(reportIn(folder, PART).totals).toMatchObject({ passed: 1, skipped: 0 });
    expect(reportIn(folder, PART).target.capabilities).toEqual(expect.arrayContaining(['durable', 'lambda-tasks']));
  });

  test('is looked into: a target that calls elsewhere is not judged on functions, and why is told', async () => {
    const target = await served('--lambda-endpoint', `http://127.0.0.1:${await freePort()}`);
    const endpoint = `http://127.0.0.1:${await freePort()}`;
    const folder = emptyFolder();
    const judged = await run(folder, 'run', '--target', target, '--lambda-endpoint', endpoint, ...STOP);
    expect(judged.code).toBe(3);
    expect(judged.stdout).toContain(`It called no function at ${endpoint}`);
    expect(reportIn(folder, PART).totals).toMatchObject({ passed: 0, skipped: 1 });
  });

  test('is asked for when a target at a URL has durable executions', async () => {
    const folder = emptyFolder();
    const judged = await run(folder, 'run', '--target', await served(), ...STOP);
    expect(judged.code).toBe(3);
    expect(judged.stdout).toContain('give that as --lambda-endpoint');
    expect(reportIn(folder, PART).totals).toMatchObject({ passed: 0, skipped: 1 });
  });

  test('must be a free port of this machine', async () => {
    const target = await served();
    const { code, stderr } = await run(emptyFolder(), 'run', '--target', target, '--lambda-endpoint', target, ...STOP);
    expect({ code, stderr }).toEqual({ code: 4, stderr: expect.stringContaining('it is in use') });
  });

  test.each(['nowhere', 'https://127.0.0.1:9001', 'http://127.0.0.1', 'http://127.0.0.1:9001/functions'])(
    'is not %s',
    async (text) => {
      const { code, stderr } = await run(emptyFolder(), 'run', '--lambda-endpoint', text, '--dry-run');
      expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('It must be an http URL') });
    },
  );
});
