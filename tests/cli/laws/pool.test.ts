import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { inPool } from '../../../cli/laws/pool.js';
import { packageRoot } from '../../../specs/package-root.js';
import { emptyFolder, isBuilt, NOT_BUILT } from '../command-line.js';

/** A thread that says what it is told; `hang` never ends, `die` ends the thread. */
function threadFile(): string {
  const pool = pathToFileURL(join(packageRoot, 'dist', 'cli', 'laws', 'pool.js')).href;
  const file = join(emptyFolder(), 'thread.mjs');
  writeFileSync(
    file,
    `import { serveTasks } from ${JSON.stringify(pool)};
serveTasks(({ prefix }) => async (task, send) => {
  if (task === 'die') process.exit(3);
  while (task === 'hang');
  send(prefix + task);
});
`,
  );
  return pathToFileURL(file).href;
}

async function done(tasks: readonly string[], signal?: AbortSignal) {
  const said: string[] = [];
  const lost: string[] = [];
  await inPool<string, string>(threadFile(), {
    data: { prefix: 'did ' },
    tasks,
    threads: 2,
    stuckMs: 1_000,
    ...(signal && { signal }),
    onMessage: (message, task) => said.push(`${task}: ${message}`),
    onLost: (task, how) => lost.push(`${task}: ${how}`),
  });
  return { said: said.sort(), lost: lost.sort() };
}

describe.skipIf(!isBuilt)(isBuilt ? 'a pool' : `a pool (skipped: ${NOT_BUILT})`, { timeout: 60_000 }, () => {
  test('does every task once, each by the thread that is free', async () => {
    const tasks = Array.from({ length: 9 }, (_, index) => String(index));
    expect(await done(tasks)).toEqual({ said: tasks.map((task) => `${task}: did ${task}`), lost: [] });
  });

  test('loses a task that never ends or ends its thread, and no other', async () => {
    expect(await done(['a', 'hang', 'b', 'die', 'c'])).toEqual({
      said: ['a: did a', 'b: did b', 'c: did c'],
      lost: ['die: crashed', 'hang: stuck'],
    });
  });

  test('does nothing when it is ended before', async () => {
    expect(await done(['a'], AbortSignal.abort())).toEqual({ said: [], lost: [] });
  });
});
