/** Which commit a folder is at, and whether what counts there is what was committed. */
import { run } from '../system/run.ts';

export interface Commit {
  /** In hexadecimal. */
  hash: string;
  /** Of the files that were asked for, those that git has in another form, or not at all. */
  changed: string[];
}

/**
 * What a repository configures runs programs (`core.fsmonitor`, hooks, filters), and what is asked
 * here needs none of them; that its owner is somebody else is as it should be.
 * @param files from the folder, with the text they have there.
 * @returns null when the folder is no repository of its own.
 */
export async function commitOf(
  folder: string,
  files: readonly { path: string; text: string }[] = [],
): Promise<Commit | null> {
  const head = await git(folder, ['rev-parse', '--show-prefix', 'HEAD']);
  const [prefix, hash = ''] = head.output.split('\n');
  // With a prefix it lies in somebody's repository, the grader's perhaps, and is none.
  if (head.exitCode !== 0 || prefix !== '' || !/^[0-9a-f]{40,64}$/.test(hash)) return null;
  const isChanged = await Promise.all(
    files.map(async ({ path, text }) => {
      const committed = await git(folder, ['cat-file', 'blob', `${hash}:${path}`]);
      return committed.exitCode !== 0 || normal(committed.output) !== normal(text);
    }),
  );
  return { hash, changed: files.filter((_, index) => isChanged[index]).map(({ path }) => path) };
}

/** Without what git, an editor or a pipe does to the ends of lines and of files. */
const normal = (text: string): string =>
  text
    .replace(/^\uFEFF/, '')
    .replaceAll('\r\n', '\n')
    .trimEnd();

function git(folder: string, command: readonly string[]) {
  const safe = ['safe.directory=*', 'core.fsmonitor=false', 'core.hooksPath=/dev/null'];
  const settings = safe.flatMap((setting) => ['-c', setting]);
  return run('git', ['-C', folder, '--no-optional-locks', ...settings, ...command], {
    environment: {
      PATH: process.env.PATH,
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_TERMINAL_PROMPT: '0',
      // A clone that has not everything would fetch it, by a program that it names.
      GIT_ALLOW_PROTOCOL: 'none',
    },
  });
}
