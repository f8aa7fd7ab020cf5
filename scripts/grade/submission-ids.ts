/** A name for each submission, by which its files and its row are found. */
import { basename, resolve } from 'node:path';

/**
 * The folder's name; where several have the same, as much of the way to it as tells them apart is
 * in front.
 */
export function submissionIds(folders: readonly string[]): string[] {
  const ways = folders.map((folder) => resolve(folder).split('/').filter(Boolean));
  const names = folders.map((folder) => basename(resolve(folder)) || 'root');
  return ways.map((way, index) => {
    const rivals = ways.filter((_, other) => other !== index && names[other] === names[index]);
    let parts = 1;
    const tail = (of: readonly string[]) => of.slice(-parts).join('/');
    while (parts < way.length && rivals.some((rival) => tail(rival) === tail(way))) parts += 1;
    return way.slice(-parts).join('-') || 'root';
  });
}
