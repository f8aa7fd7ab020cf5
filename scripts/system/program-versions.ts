/** The programs that are used here: "it works on my machine" may have a reason in them. */
import { programNames } from './program-table.ts';
import { resolveProgram } from './programs.ts';

/** The programs that are used here: "it works on my machine" may have a reason in them. */
export async function programVersions(): Promise<Record<string, string>> {
  const found = await Promise.all(programNames.map((name) => resolveProgram(name)));
  const versions = found.flatMap((each) =>
    each.state === 'found' ? [[each.name, each.version] as const] : [],
  );
  return Object.fromEntries([['node', process.versions.node], ...versions]);
}
