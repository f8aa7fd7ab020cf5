/** Writes a sequence diagram as SVG. */
import type { DrawnSequence } from '../drawing.ts';
import type { Picture } from './picture.ts';

export function sequenceSvg(_drawing: DrawnSequence): Picture {
  throw new Error('Sequence diagrams are not drawn yet.');
}
