/** The reference run: the figures that the pages of the site show, checked in with them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { repositoryRoot } from '../../system/work-directory.ts';
import { type Results, resultsSchema } from '../results.ts';

/**
 * A `.workshop/bench/results.json` of a run of all benches, copied here and then formatted:
 * `npx biome check --write docs/bench/reference.json`.
 */
export const referenceFile = 'docs/bench/reference.json';

/** Read synchronously, as markdown is. @throws {Error} when it is no file of results. */
export function referenceResults(): Results {
  const text = readFileSync(join(repositoryRoot, referenceFile), 'utf8');
  const results = resultsSchema.safeParse(JSON.parse(text));
  if (results.success) return results.data;
  throw new Error(`${referenceFile} is no file of results:\n${z.prettifyError(results.error)}`);
}
