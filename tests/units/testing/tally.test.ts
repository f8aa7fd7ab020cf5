import { expect, test } from 'vitest';
import { tallyLine, withEmptyRunFailed } from '../../../scripts/testing/tally.ts';

test('the line counts passed and failed tests', () => {
  expect(tallyLine({ passed: 12, failed: 0, skipped: 0 })).toBe('12 passed, 0 failed');
});

test('the line counts skipped tests only when there are any', () => {
  expect(tallyLine({ passed: 1, failed: 2, skipped: 3 })).toBe('1 passed, 2 failed, 3 skipped');
});

test('a run in which no test came to an end is a failure', () => {
  const nothing = { passed: 0, failed: 0, skipped: 4 };
  expect(withEmptyRunFailed(nothing)).toEqual({ passed: 0, failed: 1, skipped: 4 });
});

test('a run with results stays as it is', () => {
  const run = { passed: 1, failed: 0, skipped: 0 };
  expect(withEmptyRunFailed(run)).toEqual(run);
});
