/** How large each kind of line is. The style (diagram.css) says the same; a test compares them. */
import type { RowKind } from './drawing.ts';

export interface LetterSize {
  /** As the canvas measures it. */
  font: string;
  /** From one line's base to the next one's. */
  lineHeight: number;
}

const sans = 'Inter, system-ui, sans-serif';
const mono = "'DejaVu Sans Mono', monospace";

export const letterSizes: Readonly<Record<RowKind, LetterSize>> = {
  name: { font: `600 18px ${sans}`, lineHeight: 24 },
  text: { font: `400 14px ${sans}`, lineHeight: 18 },
  code: { font: `400 13px ${mono}`, lineHeight: 18 },
  lab: { font: `600 12px ${sans}`, lineHeight: 17 },
  figure: { font: `600 14px ${sans}`, lineHeight: 21 },
};

/** What mermaid measures with: larger than what is drawn, so that a wider typeface has room. */
export const measuringFont = { family: sans, pixels: 15, namePixels: 19 };
