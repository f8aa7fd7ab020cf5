/** What a sandbox sees of this system: programs and libraries, and nothing of anybody's own. */
import { existsSync, lstatSync, readlinkSync, realpathSync } from 'node:fs';
import { dirname, sep } from 'node:path';
import { programNames, programTable } from '../system/program-table.ts';
import { repositoryRoot } from '../system/work-directory.ts';

/** In one place on most systems, links into `/usr` on newer ones. */
const merged = ['/bin', '/sbin', '/lib', '/lib32', '/lib64'];
/** Google Chrome lies in `/opt`. */
const wholeFolders = ['/usr', '/etc', '/opt'];

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
    ...ownPrograms().flatMap((path) => ['--ro-bind', path, path]),
    ...['--proc', '/proc', '--dev', '/dev', '--tmpfs', '/var', '--tmpfs', '/run'],
    ...['--perms', '1777', '--tmpfs', '/tmp', '--perms', '1777', '--tmpfs', '/var/tmp'],
  ];
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
