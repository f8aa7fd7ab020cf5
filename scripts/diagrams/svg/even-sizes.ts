/** Stations that stand in line get one size, so that arrows begin and end on one line too. */
import { type Box, type DrawnNode, middleOf } from '../drawing.ts';
import type { Direction } from './route.ts';

/** How far apart two middles may be and still be in line. */
const tolerance = 3;

/**
 * Going right, all of one column become equally wide. Equally high become those of one row that stand
 * in columns of as many: next to two short neighbours, a high one would look odd. Going down, the
 * other way round.
 */
export function evenSizes(nodes: readonly DrawnNode[], direction: Direction): DrawnNode[] {
  const isLevel = direction === 'LR';
  const rankOf = (node: DrawnNode) => inLine(nodes, node, isLevel ? 'x' : 'y');
  const laneOf = (node: DrawnNode) =>
    inLine(nodes, node, isLevel ? 'y' : 'x').filter(
      (other) => rankOf(other).length === rankOf(node).length,
    );
  return nodes.map((node) => {
    const column = isLevel ? rankOf(node) : laneOf(node);
    const row = isLevel ? laneOf(node) : rankOf(node);
    const { x, y } = middleOf(node.box);
    const width = Math.max(...column.map(({ box }) => box.width));
    const height = Math.max(...row.map(({ box }) => box.height));
    return { ...node, box: { x: x - width / 2, y: y - height / 2, width, height } };
  });
}

const inLine = (nodes: readonly DrawnNode[], { box }: DrawnNode, axis: 'x' | 'y'): DrawnNode[] =>
  nodes.filter((other) => Math.abs(middleOf(other.box)[axis] - middleOf(box)[axis]) < tolerance);

export const overlap = (one: Box, other: Box): boolean =>
  one.x < other.x + other.width &&
  other.x < one.x + one.width &&
  one.y < other.y + other.height &&
  other.y < one.y + one.height;
