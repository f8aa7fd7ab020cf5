/** The figures of the slides' diagram: those of the live diagram, shorter where an arrow has no room. */
import { type Language, numberLocales } from '../../../../scripts/language/text.ts';
import type { HopId, Status } from '../../../../scripts/stack/status.ts';
import { hopFigure } from '../diagram/hop-figure.ts';

/** @returns the figure with its unit; empty while it is not known. */
export function slideFigure(id: HopId, hops: Status['hops'], language: Language): string {
  const whole = hopFigure(id, hops, language);
  if (id === 'forward') {
    // Its arrow names the port of the video.
    const { videoPacketsPerSecond } = hops.forward.figures;
    if (whole === '' || videoPacketsPerSecond === null) return '';
    return `${videoPacketsPerSecond.toLocaleString(numberLocales[language])}/s`;
  }
  if (id === 'playlist') return whole.replace(/^hace | ago$/, '');
  return whole;
}
