/** Reads the lines of a label that mermaid has set. */

import type { Row, RowKind } from '../drawing.ts';
import { letterSizes } from '../letter-sizes.ts';

const canvas = document.createElement('canvas').getContext('2d');

/** The lines of a `<text>` that mermaid wrote without HTML. */
export function rowsOf(label: Element | null): Row[] {
  const lines = [...(label?.querySelectorAll('.text-outer-tspan') ?? [])];
  return lines
    .map((line) => measured(kindOf(line), (line.textContent ?? '').trim()))
    .filter(({ text, kind }) => text !== '' || kind === 'figure');
}

/** A line that is written as `kind`, and how wide it becomes. */
export function measured(kind: RowKind, text: string): Row {
  if (!canvas) throw new Error('This browser gives no canvas to measure text with.');
  canvas.font = letterSizes[kind].font;
  return { kind, text: kind === 'figure' ? '' : text, width: canvas.measureText(text).width };
}

function kindOf(line: Element): RowKind {
  const text = (line.textContent ?? '').trim();
  if (text === '…') return 'figure';
  const parts = [...line.querySelectorAll('.text-inner-tspan')];
  const all = (attribute: string, value: string) =>
    parts.length > 0 && parts.every((part) => part.getAttribute(attribute) === value);
  if (all('font-weight', 'bold')) return 'name';
  if (all('font-style', 'italic')) return 'code';
  return /^\d\d( · \d\d)?$/.test(text) ? 'lab' : 'text';
}
