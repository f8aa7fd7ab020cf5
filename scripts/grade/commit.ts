/** Which commit a folder is at. */
import { run } from '../system/run.ts';

/**
 * What a repository configures runs programs (`core.fsmonitor`, hooks), and `rev-parse` needs none of
 * them; that its owner is somebody else is as it should be.
 * @returns null when the folder is no repository of its own.
 */
export async function commitOf(folder: string): Promise<string | null> {
  const safe = ['safe.directory=*', 'core.fsmonitor=false', 'core.hooksPath=/dev/null'];
  const { output, exitCode } = await run(
    'git',
    [
      ...['-C', folder, '--no-optional-locks'],
      ...safe.flatMap((setting) => ['-c', setting]),
      ...['rev-parse', '--show-prefix', 'HEAD'],
    ],
    {
      environment: {
        PATH: process.env.PATH,
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_CONFIG_GLOBAL: '/dev/null',
        GIT_TERMINAL_PROMPT: '0',
      },
    },
  );
  const [prefix, commit = ''] = output.split('\n');
  // With a prefix it lies in somebody's repository, the grader's perhaps, and is none.
  return exitCode === 0 && prefix === '' && /^[0-9a-f]{40,64}$/.test(commit) ? commit : null;
}
