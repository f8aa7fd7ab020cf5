/** A group of stations: a tinted field with a title. */
import { type Box, type DrawnNode, middleOf } from '../drawing.ts';
import { escaped, rectangle, round } from './markup.ts';
import type { Direction } from './route.ts';

const padding = 14;
/** What the title takes: above a field that goes right, along the left of one that goes down. */
const titleBand = 34;
const titleBase = 22;
const cornerRadius = 12;

/** The field around what mermaid put into a group. */
export function fieldAround(
  { box }: DrawnNode,
  direction: Direction,
  contents: readonly Box[],
): Box {
  const inside = contents.filter((content) => contains(box, content));
  const before = (axis: Direction) => (direction === axis ? titleBand : padding);
  const left = Math.min(...inside.map(({ x }) => x)) - before('TB');
  const top = Math.min(...inside.map(({ y }) => y)) - before('LR');
  const right = Math.max(...inside.map(({ x, width }) => x + width)) + padding;
  const bottom = Math.max(...inside.map(({ y, height }) => y + height)) + padding;
  return { x: left, y: top, width: right - left, height: bottom - top };
}

const contains = (outer: Box, inner: Box): boolean => {
  const { x, y } = middleOf(inner);
  return x > outer.x && x < outer.x + outer.width && y > outer.y && y < outer.y + outer.height;
};

/**
 * In a chart that goes down, arrows come in through the middle of the upper border: there the title
 * stands upright at the left, as in a swim lane.
 */
export function drawnCluster(
  { id, classes, rows }: DrawnNode,
  direction: Direction,
  field: Box,
): string {
  const words = escaped(rows.map(({ text }) => text).join(' '));
  const x = round(direction === 'TB' ? field.x + titleBase : middleOf(field).x);
  const y = round(direction === 'TB' ? middleOf(field).y : field.y + titleBase);
  const turn = direction === 'TB' ? ` transform="rotate(-90 ${x} ${y})"` : '';
  const looks = ['cluster', ...classes].join(' ');
  const title = words && `<text class="name" x="${x}" y="${y}"${turn}>${words}</text>`;
  return `<g class="${looks}" data-id="${id}">${rectangle(field, cornerRadius)}${title}</g>`;
}
