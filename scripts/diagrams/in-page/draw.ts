/** Runs in the page beside mermaid: lays a source out and says where everything is. */
import type mermaidPackage from 'mermaid';
import type { MermaidConfig } from 'mermaid';
import type { Drawing } from '../drawing.ts';
import { readFlowchart } from './read-flowchart.ts';
import { readSequence } from './read-sequence.ts';

declare global {
  var mermaid: typeof mermaidPackage;
  var draw: (source: string, config: MermaidConfig) => Promise<Drawing>;
}

/** Words upon every arrow keep the stations apart already. */
const rankSpacingBetweenWords = 16;

globalThis.draw = async (source, config) => {
  const drawing = await layOut(source, config);
  const isGoingRight = /^flowchart LR$/m.test(source);
  if (!isGoingRight || drawing.kind !== 'flowchart') return drawing;
  if (!drawing.edges.every(({ label }) => label)) return drawing;
  const flowchart = { ...config.flowchart, rankSpacing: rankSpacingBetweenWords };
  return layOut(source, { ...config, flowchart });
};

async function layOut(source: string, config: MermaidConfig): Promise<Drawing> {
  mermaid.initialize(config);
  const place = document.createElement('div');
  document.body.replaceChildren(place);
  const { svg: written, diagramType } = await mermaid.render('drawing', source, place);
  place.innerHTML = written;
  const svg = place.querySelector('svg');
  if (!svg) throw new Error('mermaid drew nothing');
  // At natural size, so that a pixel of the page is one of the drawing.
  svg.style.maxWidth = 'none';
  svg.setAttribute('width', String(svg.viewBox.baseVal.width));
  const title = svg.querySelector(':scope > title')?.textContent ?? '';
  const description = svg.querySelector(':scope > desc')?.textContent ?? '';
  if (diagramType === 'sequence') return { ...readSequence(svg), title, description };
  if (diagramType.startsWith('flowchart')) return { ...readFlowchart(svg), title, description };
  throw new Error(`nobody here can read mermaid's diagram type "${diagramType}"`);
}
