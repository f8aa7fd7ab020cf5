/** The programs a lab needs, found before anything is started. */

import { programDefect } from '../doctor/check-programs.ts';
import { WorkshopError } from '../language/workshop-error.ts';
import { iceAddresses } from '../system/addresses.ts';
import { type ProgramName, programNames } from '../system/program-table.ts';
import { resolveProgram } from '../system/programs.ts';
import type { LabPrograms } from './lab-checks.ts';

/**
 * @returns the paths of the wanted programs; asking for any other throws.
 * @throws {WorkshopError} for the first that is missing or does not serve, and when Janus would
 *   find no address for media.
 */
export async function findLabPrograms(wanted: readonly ProgramName[]): Promise<LabPrograms> {
  const needed = [...new Set<ProgramName>([...wanted, 'setpriv'])];
  const results = await Promise.all(needed.map((name) => resolveProgram(name)));
  const paths = new Map<ProgramName, string>();
  for (const result of results) {
    if (result.state !== 'found') {
      const { found, remedy } = programDefect(result);
      throw new WorkshopError(found, remedy);
    }
    paths.set(result.name, result.path);
  }
  if (needed.includes('janus') && iceAddresses().length === 0) {
    throw new WorkshopError(
      {
        en: 'This machine has no network address but loopback, which WebRTC media cannot use.',
        es: 'Esta máquina solo tiene la dirección de loopback, que WebRTC no puede usar.',
      },
      { en: 'npm run doctor', es: 'npm run doctor' },
    );
  }
  return Object.defineProperties(
    {},
    Object.fromEntries(
      programNames.map((name) => [
        name,
        {
          get: () => {
            const path = paths.get(name);
            if (!path) throw new Error(`The checks use ${name} without having asked for it.`);
            return path;
          },
        },
      ]),
    ),
  ) as LabPrograms;
}
