/** Rendering, in a real Chromium: what is wrong with a source is said loudly. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DrawingPage, openDrawingPage } from '../../scripts/diagrams/drawing-page.ts';
import { renderDiagram } from '../../scripts/diagrams/render-diagram.ts';
import { programPath } from '../support/program.ts';

let page: DrawingPage;
beforeAll(async () => {
  page = await openDrawingPage(await programPath('chromium'));
});
afterAll(async () => page.close());

const source = (text: string) => ({ name: 'broken', language: 'es', text }) as const;
const accessible = '  accTitle: a title\n  accDescr: a description\n';

test.each([
  [
    'what mermaid cannot read',
    `flowchart LR\n${accessible}  a --> --> b\n`,
    /Parse error on line 4/,
  ],
  ['a diagram without words', 'flowchart LR\n  a --> b\n', /accTitle and accDescr/],
  ['a type nobody reads', `pie\n${accessible}  "one" : 1\n`, /diagram type "pie"/],
])('%s: file and reason', async (_, text, reason) => {
  const rendering = renderDiagram(source(text), page);
  await expect(rendering).rejects.toThrow('docs/diagrams/broken.es.mmd: ');
  await expect(rendering).rejects.toThrow(reason);
});

test('what mermaid lays out is read back, with the ids of the source', async () => {
  const text = `flowchart LR\n${accessible}  a["\`**A**\n  …\`"] way@-->|"\`**by** road\`"| b\n`;
  const drawing = await page.draw(text, 'LR');
  if (drawing.kind !== 'flowchart') throw new Error(drawing.kind);
  expect(drawing.nodes.map(({ id }) => id)).toEqual(['a', 'b']);
  expect(drawing.nodes[0]?.rows.map(({ kind }) => kind)).toEqual(['name', 'figure']);
  expect(drawing.edges.map(({ id, hasHead }) => [id, hasHead])).toEqual([['way', true]]);
  expect(drawing.edges[0]?.label?.rows.map(({ text: words }) => words)).toEqual(['by road']);
});
