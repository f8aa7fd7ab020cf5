/** A rendered diagram as a piece of a page: `@[diagram](name)`. */
import { existsSync, readFileSync } from 'node:fs';
import type { Language } from '../language/text.ts';
import { renderedFiles, renderedFolder } from './catalog.ts';

/** From these widths of its place on (in pixels) a wide form is shown; diagram-page.css knows the same. */
export const wideFrom = [440, 560, 680, 820, 960] as const;

/** How far a wide form may shrink before the narrow one is easier to read. */
const smallestScale = 0.84;

/**
 * The diagram as HTML: its wide form and, if it has one, its narrow one, of which the style shows
 * one at a time. Read synchronously, no browser needed.
 * @throws {Error} when it was never rendered.
 */
export function inlineDiagram(name: string, language: Language): string {
  const files = renderedFiles({ name, language });
  const wide = readSvg(files.wide);
  if (wide === null) {
    throw new Error(
      `There is no diagram "${name}" (${language}). Its source would be docs/diagrams/${name}.${language}.mmd; npm run diagrams renders it.`,
    );
  }
  const narrow = readSvg(files.narrow);
  if (narrow === null) return `<figure class="diagram">${wide}</figure>`;
  const forms = withClass(wide, 'wide') + withClass(narrow, 'narrow');
  return `<figure class="diagram wide-from-${stepFor(wide)}">${forms}</figure>`;
}

function readSvg(file: string): string | null {
  const path = `${renderedFolder}/${file}`;
  if (!existsSync(path)) return null;
  // A Vue template drops styles; diagram.css has the same. On one line, markdown leaves it alone.
  return readFileSync(path, 'utf8')
    .replace(/<style>[\s\S]*?<\/style>\n?/, '')
    .replaceAll('\n', '');
}

const withClass = (svg: string, name: string): string =>
  svg.replace('class="diagram-art"', `class="diagram-art ${name}"`);

function stepFor(svg: string): number {
  const width = Number(/ width="(\d+)"/.exec(svg)?.[1]);
  return (
    wideFrom.find((step) => step >= width * smallestScale) ?? wideFrom[wideFrom.length - 1] ?? 960
  );
}
