/** Writes a sequence diagram as SVG. */
import type { Box, DrawnMessage, DrawnSequence, Row } from '../drawing.ts';
import { heightOf, rectangle, round, textRows, widthOf } from './markup.ts';
import type { Picture } from './picture.ts';
import { headAt } from './route.ts';

const cornerRadius = 8;
const gapAboveArrow = 4;
/** How far the actors' lines go on below the last arrow. */
const tailBelow = 14;

const nearest = (lifelines: DrawnSequence['lifelines'], x: number): number =>
  lifelines.reduce(
    (best, line) => (Math.abs(line.x - x) < Math.abs(best - x) ? line.x : best),
    Infinity,
  );

export function sequenceSvg({ actors, lifelines, messages, notes }: DrawnSequence): Picture {
  // mermaid leaves a gap for its own arrowheads.
  const arrows = messages.map((message) => ({
    ...message,
    from: { ...message.from, x: nearest(lifelines, message.from.x) },
    to: { ...message.to, x: nearest(lifelines, message.to.x) },
  }));
  const bottom = Math.max(...arrows.map(({ to }) => to.y)) + tailBelow;
  return {
    markup: [
      ...lifelines.map(
        ({ x, top }) => `<path class="lifeline" d="M${round(x)} ${round(top)}V${round(bottom)}"/>`,
      ),
      ...actors.map(
        ({ id, box, rows }) => `<g class="node" data-id="${id}">${boxed(box, rows)}</g>`,
      ),
      ...notes.map(({ box, rows }) => `<g class="note">${boxed(box, rows)}</g>`),
      ...arrows.map(arrow),
    ].join('\n'),
    boxes: [...actors, ...notes]
      .map(({ box }) => box)
      .concat(arrows.map(labelBox), {
        x: 0,
        y: bottom,
        width: 0,
        height: 0,
      }),
  };
}

function boxed(box: Box, rows: readonly Row[]): string {
  const top = { x: box.x + box.width / 2, y: box.y + (box.height - heightOf(rows)) / 2 };
  return rectangle(box, cornerRadius) + textRows(rows, top, 'middle');
}

function arrow(message: DrawnMessage): string {
  const { from, to, isDashed, hasTail, rows } = message;
  const along = { x: Math.sign(to.x - from.x), y: 0 };
  const back = { x: -along.x, y: 0 };
  const { x, y, width } = labelBox(message);
  const line = `M${round(from.x + (hasTail ? along.x * 8 : 0))} ${round(from.y)}H${round(to.x - along.x * 8)}`;
  const heads = [headAt(to, along), ...(hasTail ? [headAt(from, back)] : [])];
  return `<g class="${isDashed ? 'edge dashed' : 'edge'}"><path d="${line}"/>${heads
    .map((head) => `<path class="head" d="${head}"/>`)
    .join('')}</g><g class="label">${textRows(rows, { x: x + width / 2, y }, 'middle')}</g>`;
}

function labelBox({ from, to, rows }: DrawnMessage): Box {
  const width = widthOf(rows);
  const height = heightOf(rows);
  return {
    x: (from.x + to.x - width) / 2,
    y: from.y - height - gapAboveArrow,
    width,
    height,
  };
}
