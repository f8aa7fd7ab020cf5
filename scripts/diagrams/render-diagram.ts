/** Renders one diagram to its files. */
import { mkdirSync, writeFileSync } from 'node:fs';
import {
  type DiagramSource,
  hasNarrowForm,
  isHopOf,
  renderedFiles,
  renderedFolder,
} from './catalog.ts';
import type { DrawingPage } from './drawing-page.ts';
import { type Manifest, madeFrom, sha256 } from './manifest.ts';
import { standaloneStyle } from './style.ts';
import { flowchartSvg } from './svg/flowchart-svg.ts';
import { svgFile } from './svg/picture.ts';
import type { Direction } from './svg/route.ts';
import { sequenceSvg } from './svg/sequence-svg.ts';

/**
 * Writes the SVG, its narrow form if it has one, and the PNG.
 * @returns what the manifest says of them.
 * @throws {Error} with mermaid's complaint and the file's name.
 */
export async function renderDiagram(
  source: DiagramSource,
  page: DrawingPage,
): Promise<Manifest[string]> {
  const files = renderedFiles(source);
  mkdirSync(renderedFolder, { recursive: true });
  const wide = await svgOf(source, page, hasNarrowForm(source) ? 'LR' : 'TB', '');
  const written: Record<string, string | Buffer> = { [files.wide]: wide };
  if (files.narrow) written[files.narrow] = await svgOf(source, page, 'TB', '-narrow');
  written[files.picture] = await page.takePicture(wide);
  for (const [file, content] of Object.entries(written)) {
    writeFileSync(`${renderedFolder}/${file}`, content);
  }
  const hashes = Object.entries(written).map(([file, content]) => [file, sha256(content)]);
  return { madeFrom: madeFrom(source), files: Object.fromEntries(hashes) };
}

async function svgOf(
  { name, language, text }: DiagramSource,
  page: DrawingPage,
  direction: Direction,
  suffix: string,
): Promise<string> {
  try {
    const drawing = await page.draw(
      text.replace(/^flowchart LR$/m, `flowchart ${direction}`),
      direction,
    );
    if (!drawing.title || !drawing.description) {
      throw new Error('accTitle and accDescr are what people hear who do not see it: write both');
    }
    const picture =
      drawing.kind === 'flowchart'
        ? flowchartSvg(drawing, direction, (id) => isHopOf(name, id))
        : sequenceSvg(drawing);
    const id = `diagram-${name}${suffix}`;
    return svgFile(drawing, picture, { id, language, style: standaloneStyle() });
  } catch (error) {
    const complaint = error instanceof Error ? error.message : String(error);
    throw new Error(`docs/diagrams/${name}.${language}.mmd: ${complaint}`, { cause: error });
  }
}
