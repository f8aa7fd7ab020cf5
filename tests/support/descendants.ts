import { readdir, readFile } from 'node:fs/promises';

/** Children, their children and so on, by /proc. */
export async function descendants(ancestor: number): Promise<number[]> {
  const parents = new Map<number, number>();
  for (const name of (await readdir('/proc')).filter((entry) => /^\d+$/.test(entry))) {
    const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '');
    // proc_pid_stat(5): the parent is the second field after the name in parentheses.
    parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
  }
  const isDescendant = (pid: number): boolean => {
    const parent = parents.get(pid);
    return parent !== undefined && (parent === ancestor || (parent > 1 && isDescendant(parent)));
  };
  return [...parents.keys()].filter(isDescendant);
}
