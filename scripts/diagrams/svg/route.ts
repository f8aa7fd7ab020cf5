/** The way of an arrow: a straight line or one calm curve, from the middle of a side to that of another. */
import { type Box, type DrawnEdge, type DrawnNode, middleOf, type Point } from '../drawing.ts';
import { round } from './markup.ts';

/** Left to right, or top to bottom. */
export type Direction = 'LR' | 'TB';

export interface Route {
  /** `d` of the line; it ends where the head begins. */
  line: string;
  heads: string[];
  middle: Point;
  /** Level in a diagram that goes right, or plumb in one that goes down. */
  isStraight: boolean;
  start: Point;
  end: Point;
}

const headLength = 9;
const headHalfWidth = 4.5;

/** @param fields the groups, between whose borders an arrow has its words. */
export function routeOf(
  edge: DrawnEdge,
  nodes: readonly DrawnNode[],
  direction: Direction,
  fields: readonly Box[],
): Route {
  const first = edge.points[0];
  const last = edge.points.at(-1);
  if (!first || !last) throw new Error(`The arrow ${edge.id} leads nowhere.`);
  const source = nearest(nodes, first).box;
  const target = nearest(nodes, last).box;
  const isAhead =
    direction === 'LR' ? target.x >= source.x + source.width : target.y >= source.y + source.height;
  if (!isAhead) return around(edge, first, last);
  const route = ahead(edge, source, target, direction);
  return route.isStraight ? { ...route, middle: clearMiddle(route, direction, fields) } : route;
}

/** The middle of the longest piece that no field's border cuts. */
function clearMiddle({ start, end }: Route, direction: Direction, fields: readonly Box[]): Point {
  const isLevel = direction === 'LR';
  const from = isLevel ? start.x : start.y;
  const to = isLevel ? end.x : end.y;
  const borders = fields.flatMap(({ x, y, width, height }) =>
    isLevel ? [x, x + width] : [y, y + height],
  );
  const stops = [from, ...borders.filter((at) => at > from && at < to), to].sort((a, b) => a - b);
  const pieces = stops.slice(1).map((stop, index) => [stops[index] ?? from, stop] as const);
  const [a, b] = pieces.reduce((best, piece) =>
    piece[1] - piece[0] > best[1] - best[0] ? piece : best,
  );
  return isLevel ? { x: (a + b) / 2, y: start.y } : { x: start.x, y: (a + b) / 2 };
}

function ahead(edge: DrawnEdge, source: Box, target: Box, direction: Direction): Route {
  const start = sideOf(source, direction, 1);
  const end = sideOf(target, direction, 0);
  const along: Point = direction === 'LR' ? { x: 1, y: 0 } : { x: 0, y: 1 };
  // A line that is all but straight is drawn straight, at the height of the smaller node.
  const across = direction === 'LR' ? Math.abs(start.y - end.y) : Math.abs(start.x - end.x);
  const from = edge.hasTail ? moved(start, along, headLength - 1) : start;
  const to = edge.hasHead ? moved(end, along, 1 - headLength) : end;
  const middle = { x: (start.x + end.x) / 2, y: (start.y + end.y) / 2 };
  const heads = [
    ...(edge.hasHead ? [headAt(end, along)] : []),
    ...(edge.hasTail ? [headAt(start, { x: -along.x, y: -along.y })] : []),
  ];
  const line =
    across < 1
      ? `M${at(from)}L${at(to)}`
      : direction === 'LR'
        ? `M${at(from)}C${at({ x: middle.x, y: from.y })} ${at({ x: middle.x, y: to.y })} ${at(to)}`
        : `M${at(from)}C${at({ x: from.x, y: middle.y })} ${at({ x: to.x, y: middle.y })} ${at(to)}`;
  return { line, heads, middle, isStraight: across < 1, start, end };
}

/** One that goes back, or to a neighbour: on mermaid's own way, its corners rounded. */
function around(edge: DrawnEdge, start: Point, end: Point): Route {
  const { points } = edge;
  const before = points.at(-2) ?? start;
  const length = Math.hypot(end.x - before.x, end.y - before.y) || 1;
  const along = { x: (end.x - before.x) / length, y: (end.y - before.y) / length };
  const inner = points.slice(1, -1);
  const curve = inner.map((point, index) => {
    const next = inner[index + 1];
    const stop = next
      ? { x: (point.x + next.x) / 2, y: (point.y + next.y) / 2 }
      : moved(end, along, 1 - headLength);
    return `Q${at(point)} ${at(stop)}`;
  });
  const line = `M${at(start)}${curve.join('') || `L${at(moved(end, along, 1 - headLength))}`}`;
  const middle = edge.label?.middle ?? points[Math.floor(points.length / 2)] ?? start;
  return {
    line,
    heads: edge.hasHead ? [headAt(end, along)] : [],
    middle,
    isStraight: false,
    start,
    end,
  };
}

export function headAt(tip: Point, along: Point): string {
  const base = moved(tip, along, -headLength);
  const across = { x: -along.y, y: along.x };
  return `M${at(tip)}L${at(moved(base, across, headHalfWidth))}L${at(moved(base, across, -headHalfWidth))}z`;
}

/** @param share 0 for the side where arrows come in, 1 for where they leave. */
const sideOf = (box: Box, direction: Direction, share: 0 | 1): Point =>
  direction === 'LR'
    ? { x: box.x + share * box.width, y: middleOf(box).y }
    : { x: middleOf(box).x, y: box.y + share * box.height };

const moved = ({ x, y }: Point, along: Point, by: number): Point => ({
  x: x + along.x * by,
  y: y + along.y * by,
});

const at = ({ x, y }: Point): string => `${round(x)} ${round(y)}`;

function nearest(nodes: readonly DrawnNode[], point: Point): DrawnNode {
  const distance = ({ box }: DrawnNode) =>
    Math.hypot(
      Math.max(box.x - point.x, 0, point.x - box.x - box.width),
      Math.max(box.y - point.y, 0, point.y - box.y - box.height),
    );
  return nodes.reduce((best, node) => (distance(node) < distance(best) ? node : best));
}
