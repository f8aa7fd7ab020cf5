/** Figures of the reader's own run that may stand in the steps. Two runs are never mixed within one bench. */
import { figures } from '../../../../../scripts/bench/report/figures.ts';
import { benchOf, type PartName } from '../../../../../scripts/bench/report/names.ts';
import type { BenchName, Results } from '../../../../../scripts/bench/results.ts';
import type { Language } from '../../../../../scripts/language/text.ts';

export interface OwnFigures {
  /** Benches that have every figure that the steps name: a quick run, say, may lack some. */
  benches: ReadonlySet<BenchName>;
  /** Of those benches, by name. */
  figures: Readonly<Record<string, (language: Language) => string>>;
}

/** @param named all figures that stand in the steps. */
export function ownFigures(results: Results, named: readonly string[]): OwnFigures {
  const own = figures(results);
  const lacking = new Set(named.filter((name) => !own[name]).map(benchOfFigure));
  const benches = new Set(
    Object.values(benchOf).filter((bench) => results[bench] && !lacking.has(bench)),
  );
  const usable = Object.entries(own).filter(([name]) => {
    const bench = benchOfFigure(name);
    return bench !== undefined && benches.has(bench);
  });
  return { benches, figures: Object.fromEntries(usable) };
}

/** A figure's name begins with that of its part. */
const benchOfFigure = (name: string): BenchName | undefined =>
  benchOf[name.split('.')[0] as PartName];
