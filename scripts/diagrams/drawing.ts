/** What mermaid laid out, as plain data: read in the browser, written as SVG outside of it. */

/** In the units of the SVG: one is a pixel at natural size. */
export interface Point {
  x: number;
  y: number;
}

export interface Box {
  /** Left. */
  x: number;
  /** Top. */
  y: number;
  width: number;
  height: number;
}

/**
 * How a line of a label is set. In the source `**bold**` is a name and `*italic*` is code; a line of
 * two digits is a lab's number; a line that is only `…` is kept free for a live figure.
 */
export type RowKind = 'name' | 'text' | 'code' | 'lab' | 'figure';

export interface Row {
  kind: RowKind;
  text: string;
  /** As it will be drawn. */
  width: number;
}

export interface DrawnNode {
  /** The id in the mermaid source. */
  id: string;
  /** Given in the source with `class …` or `:::…`. */
  classes: string[];
  box: Box;
  rows: Row[];
}

export interface DrawnEdge {
  id: string;
  /** From the border of one node to that of the other. */
  points: Point[];
  isDashed: boolean;
  isThick: boolean;
  hasHead: boolean;
  hasTail: boolean;
  label: { middle: Point; rows: Row[] } | null;
}

export interface DrawnFlowchart {
  kind: 'flowchart';
  title: string;
  description: string;
  clusters: DrawnNode[];
  nodes: DrawnNode[];
  edges: DrawnEdge[];
}

export interface DrawnMessage {
  from: Point;
  to: Point;
  isDashed: boolean;
  hasTail: boolean;
  rows: Row[];
}

export interface DrawnSequence {
  kind: 'sequence';
  title: string;
  description: string;
  actors: DrawnNode[];
  /** They begin at the actors, and go down to below the last message. */
  lifelines: { x: number; top: number }[];
  messages: DrawnMessage[];
  notes: { box: Box; rows: Row[] }[];
}

export type Drawing = DrawnFlowchart | DrawnSequence;

export const middleOf = ({ x, y, width, height }: Box): Point => ({
  x: x + width / 2,
  y: y + height / 2,
});
