import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { packageRoot } from '../../specs/package-root.js';
import { isBuilt, NOT_BUILT } from '../cli/command-line.js';

describe.skipIf(!isBuilt)(isBuilt ? 'the example' : `the example (skipped: ${NOT_BUILT})`, () => {
  test('examples/durable-handler runs as its first lines say', () => {
    const { status, stdout } = spawnSync(process.execPath, ['--test', 'examples/durable-handler/order.test.mjs'], {
      cwd: packageRoot,
      encoding: 'utf8',
      env: { ...process.env, NODE_OPTIONS: '', NODE_TEST_CONTEXT: undefined },
    });
    expect(stdout).toContain('pass 2');
    expect(status).toBe(0);
  });
});
