/** Read when the site is built: the reference run's figures that the steps name, and where they come from. */
import { figure } from '../../../../../scripts/bench/report/figures.ts';
import { referenceResults } from '../../../../../scripts/bench/report/reference.ts';
import { type Source, sourceOf } from '../../../../../scripts/bench/report/source-line.ts';
import type { BenchName } from '../../../../../scripts/bench/results.ts';
import { type Language, languages } from '../../../../../scripts/language/text.ts';
import { steps } from '../../../../diagrams/presentation/steps.ts';
import { namedFigures } from './named-figures.ts';

export interface ReferenceFigures {
  /** By their names. */
  figures: Readonly<Record<string, string>>;
  sources: Readonly<Partial<Record<BenchName, Source>>>;
}

export declare const data: Readonly<Record<Language, ReferenceFigures>>;

export default {
  watch: ['../../../../bench/reference.json'],
  load: (): Record<Language, ReferenceFigures> => {
    const results = referenceResults();
    const benches = steps.flatMap(({ view }) => (view.kind === 'measured' ? [view.bench] : []));
    const of = (language: Language): ReferenceFigures => ({
      figures: Object.fromEntries(
        namedFigures(steps).map((name) => [name, figure(results, name, language)]),
      ),
      sources: Object.fromEntries(benches.map((name) => [name, sourceOf(results, name, language)])),
    });
    return Object.fromEntries(languages.map((language) => [language, of(language)])) as Record<
      Language,
      ReferenceFigures
    >;
  },
};
