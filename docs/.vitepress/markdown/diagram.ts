/** `@[diagram](name)`: a diagram of `docs/diagrams/`, in the page's language. */
import { inlineDiagram } from '../../../scripts/diagrams/inline-diagram.ts';
import type { Expansion } from './expansions.ts';

export const diagram: Expansion = (name, language) => inlineDiagram(name, language);

/** `@[live](name)`: the same, showing the states of the running stack. `name#folded`: with the list closed. */
export const liveDiagram: Expansion = (argument, language) => {
  const [name = '', folded] = argument.split('#');
  return [
    `<LiveDiagram${folded ? ' folded' : ''}>`,
    '',
    inlineDiagram(name, language),
    '',
    '</LiveDiagram>',
  ].join('\n');
};
