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

globalThis.draw = async (source, config) => {
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
};
