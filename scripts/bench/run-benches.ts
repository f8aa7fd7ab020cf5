/** Runs the chosen benches one after the other; each result is kept at once. */
import type { BenchContext } from './bench.ts';
import { loadBench } from './catalog.ts';
import { describeMachine } from './machine.ts';
import type { BenchName, BenchResult, Machine, Results } from './results.ts';
import { keepResult, readResults } from './results-file.ts';

/** @returns what is known now, those that ran before included. */
export async function runBenches(
  names: readonly BenchName[],
  context: BenchContext,
): Promise<Results | null> {
  // A file that cannot be added to is told now, not when there is something to add.
  let results = await readResults();
  const machine = await describeMachine();
  for (const name of names) {
    context.signal.throwIfAborted();
    results = await runBench(name, machine, context);
  }
  return results;
}

export async function plannedSeconds(
  names: readonly BenchName[],
  options: { isQuick: boolean },
): Promise<number> {
  const benches = await Promise.all(names.map((name) => loadBench[name]()));
  return benches.reduce((seconds, bench) => seconds + bench.plannedSeconds(options), 0);
}

async function runBench<Name extends BenchName>(
  name: Name,
  machine: Machine,
  context: BenchContext,
): Promise<Results> {
  const bench = await loadBench[name]();
  const begun = performance.now();
  const { isQuick, loadBefore } = context;
  const { repetitions, bounds, ...measured } = await bench.run(context);
  const run = {
    measuredAt: new Date().toISOString(),
    tookSeconds: Math.round((performance.now() - begun) / 1_000),
    ...{ isQuick, repetitions, loadBefore, bounds },
  };
  return keepResult(machine, name, { run, ...measured } as unknown as BenchResult<Name>);
}
