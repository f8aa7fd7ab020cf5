/** Runs vitest, and ends as every test command of the workshop does: tables, then `N passed, N failed`. */
import { startVitest } from 'vitest/node';
import { tallyLine, withEmptyRunFailed } from './tally.ts';
import { TallyReporter } from './tally-reporter.ts';

export interface VitestRun {
  /** Parts of the paths of test files; empty: all of them. */
  files: readonly string[];
  /** Only tests whose name matches. */
  name?: string | undefined;
  /** Relative to the project's root; without it, vitest finds its own. */
  config?: string;
}

/** @returns the exit code: 1 when a test failed, or none ran. */
export async function runVitest({ files, name, config }: VitestRun): Promise<number> {
  const reporter = new TallyReporter((table) => process.stdout.write(table));
  const vitest = await startVitest('test', [...files], {
    watch: false,
    reporters: [['default', { summary: false }], reporter],
    ...(name && { testNamePattern: name }),
    ...(config && { config }),
  });
  await vitest.close();
  const tally = withEmptyRunFailed(reporter.tally);
  process.stdout.write(`${tallyLine(tally)}\n`);
  return tally.failed > 0 ? 1 : 0;
}
