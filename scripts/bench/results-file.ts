/** `.workshop/bench/results.json`: each bench replaces its own part, and leaves the others'. */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { WorkshopError } from '../language/workshop-error.ts';
import { parseJson } from '../system/parse-json.ts';
import { workDirectory } from '../system/work-directory.ts';
import {
  type BenchName,
  type BenchResult,
  type Machine,
  type Results,
  resultsSchema,
  resultsVersion,
} from './results.ts';

/** Results, charts and report of this machine. The same at every port offset: it is one machine. */
export const benchFolder = join(workDirectory(0), 'bench');
export const resultsFile = join(benchFolder, 'results.json');

/**
 * @returns null when nothing was measured yet, or by another version of the workshop.
 * @throws {WorkshopError} when the file is there and is no file of results.
 */
export async function readResults(file: string = resultsFile): Promise<Results | null> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (text === null) return null;
  const written = parseJson(text) as { version?: unknown } | null;
  if (typeof written?.version === 'number' && written.version !== resultsVersion) return null;
  const results = resultsSchema.safeParse(written);
  if (results.success) return results.data;
  throw new WorkshopError(
    {
      en: `${file} cannot be read as results of the bench.`,
      es: `${file} no se puede leer como resultados de las mediciones.`,
    },
    { en: `rm ${file}`, es: `rm ${file}` },
    { cause: results.error },
  );
}

/** Puts what one bench found beside what the others had found. */
export async function keepResult<Name extends BenchName>(
  machine: Machine,
  name: Name,
  result: BenchResult<Name>,
  file: string = resultsFile,
): Promise<Results> {
  const before = await readResults(file);
  const results = resultsSchema.parse({
    ...before,
    version: resultsVersion,
    machine,
    [name]: result,
  });
  await mkdir(join(file, '..'), { recursive: true });
  // Written aside, then renamed: a page that reads it meanwhile sees a whole file.
  await writeFile(`${file}.new`, `${JSON.stringify(results, null, 2)}\n`);
  await rename(`${file}.new`, file);
  return results;
}
