import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Tests that run the pipeline in real time: they need the processor for themselves. */
const realTime = [
  'tests/bench/**/*.test.ts',
  'tests/hls/**/*.test.ts',
  'tests/labs/*.test.ts',
  'tests/labs-cli/*.test.ts',
  'tests/stages/**/*.test.ts',
  'tests/containers/edge*.test.ts',
  'tests/end-to-end/**/*.test.ts',
  'tests/pages/lab-runs.test.ts',
  'tests/pages/own-stage.test.ts',
  'tests/pages/session-facts.test.ts',
  'tests/pages/viewer-page.test.ts',
];

/**
 * Meters, and a minute of media each, watched to the last segment: beside a neighbour on two cores one
 * comes late.
 */
const calm = [
  'tests/bench/**/*.test.ts',
  'tests/end-to-end/latency-low.test.ts',
  'tests/hls/conformance.test.ts',
];

/**
 * Seconds are counted, of two browsers that encode, of a build, of a whole workshop with its site and of a class:
 * they need both cores, and would take them from tests that run in real time.
 */
const alone = [
  'tests/end-to-end/change-of-publisher.test.ts',
  'tests/docs/build.test.ts',
  'tests/docs/live-*.test.ts',
  'tests/grade/*.test.ts',
];

/**
 * A machine that looks away for a second makes one test of a thousand fail. Where real time is
 * measured each gets a second try, and the last table names those that needed it.
 */
const retry = 1;

export default defineConfig({
  resolve: {
    // The checks of a lab judge whatever stands here; the reference solutions unless told otherwise.
    alias: { '@stages': fileURLToPath(new URL('solutions', import.meta.url)) },
  },
  test: {
    // A test owns processes and ports: it gets a process of its own, not a thread.
    pool: 'forks',
    // Two cores are what the smallest machine has; more at once and real-time media stutters.
    maxWorkers: 2,
    globalSetup: ['scripts/testing/build-site.ts'],
    setupFiles: ['scripts/testing/end-with-parent.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    teardownTimeout: 20_000,
    // Groups run one after the other.
    projects: [
      {
        extends: true,
        test: {
          name: 'quick',
          include: ['{tests,scripts,labs,solutions}/**/*.test.ts'],
          exclude: ['**/node_modules/**', 'tests/docker/**', ...realTime, ...alone],
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'real-time',
          include: realTime,
          exclude: [...calm, ...alone],
          retry,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: { name: 'calm', include: calm, retry, maxWorkers: 1, sequence: { groupOrder: 2 } },
      },
      {
        extends: true,
        test: { name: 'alone', include: alone, retry, maxWorkers: 1, sequence: { groupOrder: 3 } },
      },
    ],
  },
});
