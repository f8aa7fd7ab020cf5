import { defineConfig } from 'vitest/config';

/** `npm run test:docker`: on a real engine. Apart from the others, since it installs one where there is none. */
export default defineConfig({
  test: {
    include: ['tests/docker/*.test.ts'],
    globalSetup: ['tests/docker/support/engine.ts'],
    pool: 'forks',
    maxWorkers: 1,
    setupFiles: ['scripts/testing/end-with-parent.ts'],
    testTimeout: 180_000,
    hookTimeout: 900_000,
    teardownTimeout: 60_000,
  },
});
