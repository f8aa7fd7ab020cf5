/**
 * Puts states and figures into a diagram that is drawn already: its nodes and arrows carry the id
 * of the hop they stand for (`data-hop`), and an empty line for the figure.
 */
import type { Language } from '../../../../scripts/language/text.ts';
import type { HopId, Status } from '../../../../scripts/stack/status.ts';
import { hopFigure } from './hop-figure.ts';

/** @param figureOf what to write for each: the figure with its unit, unless there is less room. */
export function showStates(
  diagram: Element,
  hops: Status['hops'],
  language: Language,
  figureOf = hopFigure,
): void {
  for (const part of diagram.querySelectorAll<SVGElement>('[data-hop]')) {
    const id = part.dataset.hop as HopId;
    part.dataset.state = hops[id].state;
    const line = part.querySelector('.figure');
    if (line) line.textContent = figureOf(id, hops, language);
  }
}

/** As it was drawn: nothing is known of any hop. */
export function clearStates(diagram: Element): void {
  for (const part of diagram.querySelectorAll<SVGElement>('[data-hop]')) {
    delete part.dataset.state;
    const line = part.querySelector('.figure');
    if (line) line.textContent = '';
  }
}

export function showChosen(diagram: Element, chosen: HopId | null): void {
  for (const part of diagram.querySelectorAll<SVGElement>('[data-hop]')) {
    part.toggleAttribute('data-chosen', part.dataset.hop === chosen);
  }
}

/** The hop a click in the diagram meant. */
export function hopAt(target: EventTarget | null): HopId | null {
  const part = target instanceof Element ? target.closest<SVGElement>('[data-hop]') : null;
  return (part?.dataset.hop as HopId | undefined) ?? null;
}
