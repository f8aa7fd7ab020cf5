/** Writes a flowchart as SVG: the shapes and words, without mermaid's style and scaffolding. */
import {
  type Box,
  type DrawnEdge,
  type DrawnFlowchart,
  type DrawnNode,
  middleOf,
} from '../drawing.ts';
import { drawnCluster, fieldAround } from './cluster.ts';
import { evenSizes, overlap } from './even-sizes.ts';
import { heightOf, rectangle, textRows, widthOf } from './markup.ts';
import { type Picture, stateMark } from './picture.ts';
import { placeLabel } from './place-label.ts';
import { type Direction, type Route, routeOf } from './route.ts';

const cornerRadius = 8;
const padding = 12;
const widerTypeface = 1.1;
/** How large an arrow's light is beside that of a station. */
const lightOnArrow = 0.85;

/** @param isHop true for the ids whose state is shown live. */
export function flowchartSvg(
  drawing: DrawnFlowchart,
  direction: Direction,
  isHop: (id: string) => boolean,
): Picture {
  const { edges } = drawing;
  const nodes = evenSizes(drawing.nodes.map(roomy), direction);
  const stations = nodes.map(({ box }) => box);
  const borders = drawing.clusters.map((each) => fieldAround(each, direction, stations));
  const routes = edges.map((edge) => ({ edge, route: routeOf(edge, nodes, direction, borders) }));
  const hop = (id: string): string => (isHop(id) ? ` data-hop="${id}"` : '');
  const isFree = (box: Box): boolean => !stations.some((station) => overlap(station, box));
  const labels = routes.flatMap(({ edge, route }) => {
    if (!edge.label) return [];
    const { markup, box, isUpon } = placeLabel(edge.label.rows, route, direction, isFree);
    const looks = isUpon ? 'label upon' : 'label';
    return {
      box,
      markup: `<g class="${looks}" data-id="${edge.id}"${hop(edge.id)}>${markup}</g>`,
    };
  });
  const contents = [...stations, ...labels.map(({ box }) => box)];
  const clusters = drawing.clusters.map((each) => {
    const box = fieldAround(each, direction, contents);
    return { box, markup: drawnCluster(each, direction, box) };
  });
  return {
    markup: [
      ...clusters.map(({ markup }) => markup),
      ...routes.map(({ edge, route }) => arrow(edge, route, direction, hop(edge.id))),
      ...nodes.map((node) => station(node, hop(node.id))),
      ...labels.map(({ markup }) => markup),
    ].join('\n'),
    boxes: [...clusters.map(({ box }) => box), ...contents],
  };
}

/** mermaid measures every line in one size: a name needs more, and another typeface may be wider. */
const roomy = (node: DrawnNode): DrawnNode => {
  const { x, y } = middleOf(node.box);
  const width = Math.max(node.box.width, widthOf(node.rows) * widerTypeface + 2 * padding);
  const height = node.box.height + 8;
  return { ...node, box: { x: x - width / 2, y: y - height / 2, width, height } };
};

function station({ id, classes, box, rows }: DrawnNode, hop: string): string {
  const top = box.y + (box.height - heightOf(rows)) / 2;
  const words = textRows(rows, { x: box.x + box.width / 2, y: top }, 'middle');
  const mark = hop ? stateMark({ x: box.x + box.width, y: box.y }) : '';
  return `<g class="${['node', ...classes].join(' ')}" data-id="${id}"${hop}>${rectangle(box, cornerRadius)}<g class="words">${words}</g>${mark}</g>`;
}

function arrow(edge: DrawnEdge, route: Route, direction: Direction, hop: string): string {
  const looks = ['edge', ...(edge.isDashed ? ['dashed'] : []), ...(edge.isThick ? ['thick'] : [])];
  const place = direction === 'LR' ? { x: route.start.x + 11, y: route.start.y } : route.middle;
  return `<g class="${looks.join(' ')}" data-id="${edge.id}"${hop}><path d="${route.line}"/>${route.heads
    .map((head) => `<path class="head" d="${head}"/>`)
    .join('')}${hop ? stateMark(place, lightOnArrow) : ''}</g>`;
}
