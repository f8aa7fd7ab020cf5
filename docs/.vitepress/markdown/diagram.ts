/** `@[diagram](name)`: a diagram of `docs/diagrams/`, in the page's language. */
import { inlineDiagram } from '../../../scripts/diagrams/inline-diagram.ts';
import type { Expansion } from './expansions.ts';

export const diagram: Expansion = (name, language) => inlineDiagram(name, language);

/** `@[live](name)`: the same, showing the states of the running stack. */
export const liveDiagram: Expansion = (name, language) =>
  ['<LiveDiagram>', '', inlineDiagram(name, language), '', '</LiveDiagram>'].join('\n');
