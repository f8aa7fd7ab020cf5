/** The slides' diagram, with the parts lit that a step speaks of. */
import type { Step } from '../../../diagrams/presentation/step.ts';

/**
 * @param figure the diagram as HTML, as `inlineDiagram` gives it.
 * @returns the same with `data-lit` on the step's nodes and arrows, and with ids of its own: many
 *   slides stand on one page.
 */
export function litDiagram(figure: string, { id, lit }: Pick<Step, 'id' | 'lit'>): string {
  const marked = lit.reduce(
    (html, part) => html.replaceAll(`data-id="${part}"`, `data-id="${part}" data-lit`),
    figure,
  );
  return marked.replaceAll('diagram-presentation', `diagram-presentation-${id}`);
}
