import { defineConfig } from 'vitest/config';

/** The tests of what judges: those that a mutant of it is tried on. */
export default defineConfig({
  test: {
    include: [
      'tests/harness/{error-shape,event-order,judge-protocol,laws,matchers}.test.ts',
      'tests/harness/durable/*.test.ts',
    ],
    testTimeout: 30_000,
  },
});
