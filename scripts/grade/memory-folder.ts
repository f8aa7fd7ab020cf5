/** A folder in memory, for a sandbox. @param permissions as of chmod(1). @returns arguments of bubblewrap. */
export const memoryFolder = (path: string, mebibytes: number, permissions = '0755'): string[] => [
  ...['--perms', permissions, '--size', String(mebibytes * 1_024 ** 2), '--tmpfs', path],
];
