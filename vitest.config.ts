import { defineConfig } from 'vitest/config';

/**
 * The project's own tests. The conformance suites are run by the command line, from `dist/suites`. Some tests mostly wait for real
 * time-outs: two files at a time, also on two cores.
 */
export default defineConfig({
  test: { include: ['tests/**/*.test.ts'], testTimeout: 30_000, hookTimeout: 30_000, maxWorkers: 2 },
});
