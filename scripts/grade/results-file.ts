/** `results.json`: read to go on where an earlier run ended, written whole or not at all. */
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { WorkshopError } from '../language/workshop-error.ts';
import { type Results, resultsSchema } from './results.ts';

export const resultsFile = (out: string): string => join(out, 'results.json');

/**
 * @returns null when there is none yet.
 * @throws {WorkshopError} when there is one that cannot be read: it is not overwritten unasked.
 */
export async function readResults(out: string): Promise<Results | null> {
  const file = resultsFile(out);
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (text === null) return null;
  try {
    return resultsSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new WorkshopError(
      {
        en: `${file} is there, but holds no results of this version.`,
        es: `${file} existe, pero no contiene resultados de esta versión.`,
      },
      { en: 'Move it away, or choose another --out.', es: 'Muévelo, o elige otro --out.' },
      { cause },
    );
  }
}

/** In one step: whoever reads it, or pulls the plug, finds the old or the new. */
export async function writeResults(out: string, results: Results): Promise<void> {
  const file = resultsFile(out);
  await writeFile(`${file}.new`, `${JSON.stringify(results, null, 2)}\n`);
  await rename(`${file}.new`, file);
}
