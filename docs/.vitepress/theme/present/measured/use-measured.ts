/** What was measured, for slides and notes: each bench whole, by the reader's own run or the reference. */
import { computed } from 'vue';
import { type Source, sourceOf } from '../../../../../scripts/bench/report/source-line.ts';
import type { BenchName } from '../../../../../scripts/bench/results.ts';
import { useOwnRun } from '../../bench/own-run.ts';
import { useText } from '../../live/use-text.ts';
import { withFigures } from './named-figures.ts';
import { ownFigures } from './own-figures.ts';
import { data as reference } from './reference.data.ts';

export interface Measured {
  /** By its name, as people read it. */
  figureOf(name: string): string;
  /** A text in which figures stand by their names. */
  inWords(text: string): string;
  /** Machine, day and command; undefined for a bench that no step shows. */
  sourceFor(name: BenchName): Source | undefined;
  isOwn(name: BenchName): boolean;
}

export function useMeasured(): Measured {
  const { results } = useOwnRun();
  const { language } = useText();
  const own = computed(
    () => results.value && ownFigures(results.value, Object.keys(reference.en.figures)),
  );
  const figureOf = (name: string) =>
    own.value?.figures[name]?.(language.value) ?? reference[language.value].figures[name] ?? '';
  const isOwn = (name: BenchName) => own.value?.benches.has(name) ?? false;
  return {
    figureOf,
    isOwn,
    inWords: (text) => withFigures(text, figureOf),
    sourceFor: (name) =>
      results.value && isOwn(name)
        ? sourceOf(results.value, name, language.value)
        : reference[language.value].sources[name],
  };
}
