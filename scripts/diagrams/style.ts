/** The style that a stand-alone SVG carries: that of the site's pages, in the palette of the house. */
import { readFileSync } from 'node:fs';
import { repositoryRoot } from '../system/work-directory.ts';

const styleFolder = `${repositoryRoot}/docs/.vitepress/theme/style`;

/** What is about the page around a diagram, and about its live states. */
const pageOnly = /@import [^;]+;/;

/** Colours that follow the reader's system, then the look of the shapes. */
export function standaloneStyle(): string {
  const look = readFileSync(`${styleFolder}/diagram.css`, 'utf8');
  return standaloneColours('diagram-art') + minified(look.replace(pageOnly, ''));
}

/** The colours of the house for whatever has this class, light or dark as the reader's system is. */
export function standaloneColours(className: string): string {
  const palette = readFileSync(`${styleFolder}/palette.css`, 'utf8');
  const light = houseColours(palette, ':root');
  const dark = houseColours(palette, '.dark');
  return minified(
    `.${className}{${light}}@media (prefers-color-scheme:dark){.${className}{${dark}}}`,
  );
}

function houseColours(css: string, selector: string): string {
  const block = new RegExp(`${selector.replace('.', '\\.')} \\{([^}]*)\\}`).exec(css)?.[1] ?? '';
  const colours = [
    ...block.matchAll(/--house-(?:page|panel|line|text|quiet|accent|good|busy|bad):[^;]+;/g),
  ];
  if (colours.length === 0)
    throw new Error(`palette.css has no colours of the house for ${selector}`);
  return colours.map(([declaration]) => declaration).join('');
}

const minified = (css: string): string =>
  css
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};:,>]) ?/g, '$1')
    .replaceAll(';}', '}')
    .trim();
