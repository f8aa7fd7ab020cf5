/** Measured figures stand in the steps by their names: `@[figure](viewers.ratio)`, and those of the bars. */
import type { Step } from '../../../../diagrams/presentation/step.ts';

const named = /@\[figure\]\(([\w.]+)\)/g;

/** @returns the names, each once. */
export function namedFigures(steps: readonly Step[]): string[] {
  const inTexts = [...JSON.stringify(steps).matchAll(named)].map(([, name = '']) => name);
  const inBars = steps.flatMap(({ view }) =>
    view.kind === 'measured' ? view.bars.map(({ figure }) => figure) : [],
  );
  return [...new Set([...inTexts, ...inBars])];
}

/** Puts what a name stands for in its place. */
export const withFigures = (text: string, figureOf: (name: string) => string): string =>
  text.replace(named, (_, name: string) => figureOf(name));
