/** Reads a flowchart that mermaid has drawn. */
import type { Box, DrawnEdge, DrawnFlowchart, DrawnNode, Point } from '../drawing.ts';
import { rowsOf } from './rows.ts';

export function readFlowchart(svg: SVGSVGElement): Omit<DrawnFlowchart, 'title' | 'description'> {
  return {
    kind: 'flowchart',
    clusters: [...svg.querySelectorAll('g.cluster')].map((cluster) => ({
      ...named(cluster, /^drawing-(.+)$/),
      box: boxIn(svg, cluster.querySelector(':scope > rect')),
      rows: rowsOf(cluster.querySelector('.cluster-label')),
    })),
    nodes: [...svg.querySelectorAll('g.node')].map((node) => ({
      ...named(node, /^drawing-flowchart-(.+)-\d+$/),
      box: boxIn(svg, node.querySelector('.label-container')),
      rows: rowsOf(node.querySelector('.label')),
    })),
    edges: [...svg.querySelectorAll<SVGPathElement>('.edgePaths path')].map((path) =>
      readEdge(svg, path),
    ),
  };
}

function named(group: Element, pattern: RegExp): Pick<DrawnNode, 'id' | 'classes'> {
  const id = pattern.exec(group.id)?.[1];
  if (id === undefined) throw new Error(`mermaid calls a node "${group.id}"`);
  const own = ['node', 'default', 'cluster', 'flowchart-label', 'clickable'];
  return { id, classes: [...group.classList].filter((name) => !own.includes(name)) };
}

function readEdge(svg: SVGSVGElement, path: SVGPathElement): DrawnEdge {
  const id = path.dataset.id ?? '';
  const label = svg.querySelector(`.edgeLabels .label[data-id="${id}"]`);
  const rows = rowsOf(label);
  const box = label?.querySelector('rect.background, text') ?? null;
  const middle = rows.length > 0 ? centre(boxIn(svg, box)) : { x: 0, y: 0 };
  return {
    id,
    points: JSON.parse(atob(path.dataset.points ?? '')) as Point[],
    isDashed: path.classList.contains('edge-pattern-dotted'),
    isThick: path.classList.contains('edge-thickness-thick'),
    hasHead: path.hasAttribute('marker-end'),
    hasTail: path.hasAttribute('marker-start'),
    label: rows.length > 0 ? { middle, rows } : null,
  };
}

const centre = ({ x, y, width, height }: Box): Point => ({ x: x + width / 2, y: y + height / 2 });

/** Where an element lies in the whole drawing, whatever its groups were moved by. */
function boxIn(svg: SVGSVGElement, element: Element | null): Box {
  if (!element) throw new Error('mermaid drew something without a shape');
  const origin = svg.getBoundingClientRect();
  const { left, top, width, height } = element.getBoundingClientRect();
  const { x, y } = svg.viewBox.baseVal;
  return { x: left - origin.left + x, y: top - origin.top + y, width, height };
}
