/** How a test run ended, in numbers. */
export interface Tally {
  passed: number;
  /** Failed tests, and everything that kept tests from running: files, hooks, stray errors. */
  failed: number;
  skipped: number;
}

/** A run in which no test came to an end proves nothing: it counts as one failure. */
export function withEmptyRunFailed(tally: Tally): Tally {
  return tally.passed + tally.failed === 0 ? { ...tally, failed: 1 } : tally;
}

/** The last line of `npm test`, the same in every language, because programs read it. */
export function tallyLine({ passed, failed, skipped }: Tally): string {
  const line = `${passed} passed, ${failed} failed`;
  return skipped > 0 ? `${line}, ${skipped} skipped` : line;
}
