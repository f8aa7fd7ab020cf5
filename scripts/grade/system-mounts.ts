/** What a sandbox sees of this system: programs and libraries, and nothing of anybody's own. */
import { existsSync, lstatSync, readlinkSync, realpathSync } from 'node:fs';
import { dirname, sep } from 'node:path';
import { programNames, programTable } from '../system/program-table.ts';
import { repositoryRoot } from '../system/work-directory.ts';
import { memoryFolder } from './memory-folder.ts';

/** In one place on most systems, links into `/usr` on newer ones. */
const merged = ['/bin', '/sbin', '/lib', '/lib32', '/lib64'];
/** Google Chrome lies in `/opt`. */
const wholeFolders = ['/usr', '/etc', '/opt'];

/**
 * Bubblewrap's own `--dev` has terminals, and for them, where one is not root, a second user
 * namespace: from in there the network is somebody else's, and gets no interface.
 */
const devices: readonly string[] = [
  ...memoryFolder('/dev', 1),
  // The processes of Chromium share their pictures here.
  ...memoryFolder('/dev/shm', 512, '1777'),
  ...['null', 'zero', 'full', 'random', 'urandom', 'tty'].flatMap((name) => [
    ...['--dev-bind', `/dev/${name}`, `/dev/${name}`],
  ]),
  ...['--symlink', '/proc/self/fd', '/dev/fd', '--symlink', '/proc/self/fd/0', '/dev/stdin'],
  ...['--symlink', '/proc/self/fd/1', '/dev/stdout', '--symlink', '/proc/self/fd/2', '/dev/stderr'],
];

/** The arguments of bubblewrap. */
export function systemMounts(): string[] {
  const links = merged
    .filter((path) => existsSync(path))
    .flatMap((path) =>
      lstatSync(path).isSymbolicLink()
        ? ['--symlink', readlinkSync(path), path]
        : ['--ro-bind', path, path],
    );
  return [
    ...wholeFolders.filter((path) => existsSync(path)).flatMap((path) => ['--ro-bind', path, path]),
    ...links,
    ...devices,
    ...['--proc', '/proc', ...memoryFolder('/var', 1), ...memoryFolder('/run', 1)],
    // What has to be written goes to the home; these are for programs that insist.
    ...memoryFolder('/tmp', 64, '1777'),
    ...memoryFolder('/var/tmp', 64, '1777'),
    // Last: they may lie below one of these.
    ...ownPrograms().flatMap((path) => [...wayTo(path), '--ro-bind', path, path]),
  ];
}

/** The folders above it, which bubblewrap would make for root alone. */
function wayTo(path: string): string[] {
  const above = dirname(path);
  return above === path ? [] : [...wayTo(above), '--perms', '0755', '--dir', above];
}

/** Node and whatever an environment variable names, where they lie elsewhere: nvm's are in a home. */
function ownPrograms(): string[] {
  const named = programNames.flatMap((name) => {
    const { variable } = programTable[name];
    return (variable && process.env[variable]) ?? [];
  });
  const folders = [dirname(dirname(realpathSync(process.execPath))), ...named.map(dirname)];
  const isSeen = (folder: string) =>
    [...wholeFolders, repositoryRoot].some((whole) =>
      `${folder}${sep}`.startsWith(`${whole}${sep}`),
    );
  return [...new Set(folders)].filter((folder) => existsSync(folder) && !isSeen(folder));
}
