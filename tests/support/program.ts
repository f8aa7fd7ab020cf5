import type { ProgramName } from '../../scripts/system/program-table.ts';
import { resolveProgram } from '../../scripts/system/programs.ts';

/**
 * The path of a program of the pipeline.
 * @throws {Error} when it is missing or does not serve: a test skips nothing.
 */
export async function programPath(name: ProgramName): Promise<string> {
  const result = await resolveProgram(name);
  if (result.state !== 'found') throw new Error(`${name} is ${result.state}; run npm run doctor.`);
  return result.path;
}
