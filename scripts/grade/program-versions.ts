/** What a class was graded with: "it works on my machine" may have a reason there. */
import { programNames } from '../system/program-table.ts';
import { resolveProgram } from '../system/programs.ts';

/** @returns by name, Node.js included; without those that were not found. */
export async function programVersions(): Promise<Record<string, string>> {
  const found = await Promise.all(programNames.map((name) => resolveProgram(name)));
  const versions = found.flatMap((each) =>
    each.state === 'found' ? [[each.name, each.version] as const] : [],
  );
  return Object.fromEntries([['node', process.versions.node], ...versions]);
}
