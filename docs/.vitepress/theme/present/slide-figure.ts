/** The figures of the slides' diagram: those of the live diagram, shorter where an arrow has no room. */
import type { Language } from '../../../../scripts/language/text.ts';
import type { HopId, Status } from '../../../../scripts/stack/status.ts';
import { hopFigure } from '../diagram/hop-figure.ts';

/** @returns the figure with its unit; empty while it is not known. */
export function slideFigure(id: HopId, hops: Status['hops'], language: Language): string {
  const whole = hopFigure(id, hops, language);
  if (id === 'forward') return whole.replace(/ .*/, '/s');
  if (id === 'playlist') return whole.replace(/^hace | ago$/, '');
  return whole;
}
