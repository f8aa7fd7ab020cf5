/** What a run says at its end: figures, and whether the bounds hold. */
import type { Language } from '../../language/text.ts';
import type { BenchName, Results } from '../results.ts';

export interface Presentation {
  /** Those that ran now. */
  names: readonly BenchName[];
  writesReport: boolean;
  language: Language;
}

/** Prints the figures. @returns the exit code: 1 when a bound does not hold. */
export async function presentResults(results: Results, { names }: Presentation): Promise<number> {
  process.stdout.write(`${JSON.stringify(results, null, 2)}\n`);
  const bounds = names.flatMap((name) => results[name]?.run.bounds ?? []);
  return bounds.every(({ holds }) => holds) ? 0 : 1;
}
