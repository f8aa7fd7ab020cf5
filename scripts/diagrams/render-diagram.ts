/** Renders one diagram to its files. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import type { Text } from '../language/text.ts';
import { WorkshopError } from '../language/workshop-error.ts';
import { type DiagramSource, isHopOf, renderedFiles, renderedFolder } from './catalog.ts';
import type { DrawingPage } from './drawing-page.ts';
import { type Manifest, madeFrom, sha256 } from './manifest.ts';
import { standaloneStyle } from './style.ts';
import { flowchartSvg } from './svg/flowchart-svg.ts';
import { svgFile } from './svg/picture.ts';
import type { Direction } from './svg/route.ts';
import { sequenceSvg } from './svg/sequence-svg.ts';

/**
 * A phone gives a diagram about 330 pixels. What is wider than this would come out with letters
 * of 11 pixels or less there.
 */
export const widestForPhone = 420;

/**
 * Writes the SVG, its narrow form if it needs one, and the PNG.
 * @returns what the manifest says of them.
 * @throws {WorkshopError} with the file's name and mermaid's complaint.
 */
export async function renderDiagram(
  source: DiagramSource,
  page: DrawingPage,
): Promise<Manifest[string]> {
  try {
    return await render(source, page);
  } catch (error) {
    const found = `docs/diagrams/${source.name}.${source.language}.mmd: ${complaintOf(error)}`;
    throw new WorkshopError({ en: found, es: found }, remedy, { cause: error });
  }
}

/** mermaid's own words: without what playwright puts before them, and the stack behind. */
function complaintOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const lines = message.split('\n').filter((line) => !/^ +at /.test(line));
  return lines.join('\n').replace(/^page\.evaluate: (Error: )?/, '');
}

const remedy: Text = {
  en: 'Mend it, then: npm run diagrams',
  es: 'Corrígelo y luego: npm run diagrams',
};

async function render(source: DiagramSource, page: DrawingPage): Promise<Manifest[string]> {
  const isGoingRight = goingRight.test(source.text);
  const wide = await svgOf(source, page, isGoingRight ? 'LR' : 'TB', '');
  const down = isGoingRight ? await svgOf(source, page, 'TB', '-narrow') : null;
  const narrow = down && wide.width > widestForPhone && down.width < wide.width ? down : null;
  const files = renderedFiles(source);
  const contents = [
    [files.wide, wide.svg],
    ...(narrow ? [[files.narrow, narrow.svg] as const] : []),
    [files.picture, await page.takePicture(wide.svg)],
  ] as const;
  mkdirSync(renderedFolder, { recursive: true });
  rmSync(`${renderedFolder}/${files.narrow}`, { force: true });
  for (const [file, content] of contents) writeFileSync(`${renderedFolder}/${file}`, content);
  const hashes = contents.map(([file, content]) => [file, sha256(content)]);
  return { madeFrom: madeFrom(source), files: Object.fromEntries(hashes) };
}

const goingRight = /^flowchart LR$/m;

async function svgOf(
  { name, language, text }: DiagramSource,
  page: DrawingPage,
  direction: Direction,
  suffix: string,
): Promise<{ svg: string; width: number }> {
  const directed = text.replace(goingRight, `flowchart ${direction}`);
  const drawing = await page.draw(directed, direction);
  if (!drawing.title || !drawing.description) {
    throw new Error('accTitle and accDescr are what people hear who do not see it: write both');
  }
  const picture =
    drawing.kind === 'flowchart'
      ? flowchartSvg(drawing, direction, (id) => isHopOf(name, id))
      : sequenceSvg(drawing);
  const id = `diagram-${name}${suffix}`;
  return svgFile(drawing, picture, { id, language, style: standaloneStyle() });
}
