/** Where the words on an arrow go: above and below a level one, beside a plumb one, else upon it. */
import type { Box, Row } from '../drawing.ts';
import { heightOf, textRows, widthOf } from './markup.ts';
import type { Direction, Route } from './route.ts';

export interface PlacedLabel {
  markup: string;
  box: Box;
  /** The arrow passes behind the words. */
  isUpon: boolean;
}

const gap = 5;
/** Leaves room for the light of a live arrow. */
const gapBelow = 7;
const sideGap = 14;

/** @param isFree says whether nothing else lies there. */
export function placeLabel(
  rows: readonly Row[],
  route: Route,
  direction: Direction,
  isFree: (box: Box) => boolean,
): PlacedLabel {
  const { middle, isStraight } = route;
  const width = widthOf(rows);
  const height = heightOf(rows);
  const upon: Box = { x: middle.x - width / 2, y: middle.y - height / 2, width, height };
  const placedUpon = (): PlacedLabel => ({
    markup: textRows(rows, { x: middle.x, y: upon.y }, 'middle'),
    box: upon,
    isUpon: true,
  });
  if (!isStraight) return placedUpon();
  if (direction === 'LR') {
    const count = 1 + rows.findIndex(({ kind }) => kind === 'name') || 1;
    const above = rows.slice(0, count);
    const below = rows.slice(count);
    const top = middle.y - heightOf(above) - gap + 3;
    return {
      markup:
        textRows(above, { x: middle.x, y: top }, 'middle') +
        textRows(below, { x: middle.x, y: middle.y + gapBelow }, 'middle'),
      box: { x: upon.x, y: top, width, height: height + gap + gapBelow },
      isUpon: false,
    };
  }
  const beside: Box = { ...upon, x: middle.x + sideGap };
  if (!isFree(beside)) return placedUpon();
  const markup = textRows(rows, { x: beside.x, y: beside.y }, 'start');
  return { markup, box: beside, isUpon: false };
}
