/** The whole project type-checks and is written in one style: what `npm run check` asks. */
import { expect, test } from 'vitest';
import { run } from '../../scripts/system/run.ts';
import { repositoryRoot } from '../../scripts/system/work-directory.ts';

test.each([
  ['check:types', 120_000],
  ['check:style', 60_000],
])(
  'npm run %s',
  async (script, timeoutMilliseconds) => {
    const args = ['--prefix', repositoryRoot, 'run', '--silent', script];
    const { output, exitCode } = await run('npm', args, { timeoutMilliseconds });
    expect(exitCode, output).toBe(0);
  },
  150_000,
);
