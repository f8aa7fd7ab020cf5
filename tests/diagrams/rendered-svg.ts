/** The rendered diagrams, as the tests read them. */
import { readFileSync } from 'node:fs';
import {
  type DiagramSource,
  diagramSources,
  renderedFolder,
} from '../../scripts/diagrams/catalog.ts';
import { manifestKey, readManifest } from '../../scripts/diagrams/manifest.ts';

export interface RenderedSvg {
  file: string;
  source: DiagramSource;
  svg: string;
}

/** Every SVG file of every diagram. */
export function renderedSvgs(): RenderedSvg[] {
  const manifest = readManifest();
  return diagramSources().flatMap((source) =>
    Object.keys(manifest[manifestKey(source)]?.files ?? {})
      .filter((file) => file.endsWith('.svg'))
      .map((file) => ({
        file,
        source,
        svg: readFileSync(`${renderedFolder}/${file}`, 'utf8'),
      })),
  );
}

/** The values of an attribute, in the order of the file. */
export const valuesOf = (attribute: string, svg: string): string[] =>
  [...svg.matchAll(new RegExp(` ${attribute}="([^"]*)"`, 'g'))].map(([, value = '']) => value);
