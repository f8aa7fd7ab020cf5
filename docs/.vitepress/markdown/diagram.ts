/** `@[diagram](name)`: a diagram of `docs/diagrams/`, in the page's language. */
import type { Expansion } from './expansions.ts';

export const diagram: Expansion = (name) => `*(diagram ${name})*`;
