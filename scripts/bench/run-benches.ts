/** Runs the chosen benches one after the other; each result is kept at once. */
import type { Bench, BenchContext } from './bench.ts';
import { loadBench } from './catalog.ts';
import { describeMachine } from './machine.ts';
import type { BenchName, BenchResult, Results } from './results.ts';
import { keepResult, readResults, resultsFile } from './results-file.ts';

export interface Outcome {
  /** What is known now, by earlier runs, too; null when no bench ran to its end. */
  results: Results | null;
  /** Those that ran to their end. */
  measured: BenchName[];
  failures: { name: BenchName; error: unknown }[];
}

/** One that fails keeps no other from being measured; the signal ends the run with what there is. */
export async function runBenches(
  names: readonly BenchName[],
  context: BenchContext,
  { load = loadBench, file = resultsFile } = {},
): Promise<Outcome> {
  // A file that cannot be added to is told now, not when there is something to add.
  await readResults(file);
  const machine = await describeMachine();
  const outcome: Outcome = { results: null, measured: [], failures: [] };
  for (const name of names) {
    if (context.signal.aborted) break;
    try {
      const result = await runBench(await load[name](), context);
      outcome.results = await keepResult(machine, name, result, file);
      outcome.measured.push(name);
    } catch (error) {
      // What stops because it was told to has not failed.
      if (!context.signal.aborted) outcome.failures.push({ name, error });
    }
  }
  return outcome;
}

export async function plannedSeconds(
  names: readonly BenchName[],
  options: { isQuick: boolean },
): Promise<number> {
  const benches = await Promise.all(names.map((name) => loadBench[name]()));
  return benches.reduce((seconds, bench) => seconds + bench.plannedSeconds(options), 0);
}

async function runBench<Name extends BenchName>(
  bench: Bench<Name>,
  context: BenchContext,
): Promise<BenchResult<Name>> {
  const begun = performance.now();
  const { isQuick, loadBefore } = context;
  const { repetitions, bounds, ...measured } = await bench.run(context);
  const run = {
    measuredAt: new Date().toISOString(),
    tookSeconds: Math.round((performance.now() - begun) / 1_000),
    ...{ isQuick, repetitions, loadBefore, bounds },
  };
  return { run, ...measured } as unknown as BenchResult<Name>;
}
