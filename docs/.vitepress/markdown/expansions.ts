/**
 * Lines such as `@[code](labs/stages.ts#ForwardRequest)` in the pages. Each stands alone, and is
 * replaced by what it names before the markdown is read: so that code, settings and a lab's words
 * are written once, where they are used, and every page shows them as they are. `@[figure](…)`
 * alone stands within sentences and cells: it is a measured number.
 */

import type { Language } from '../../../scripts/language/text.ts';
import { benchBounds, benchFigure, benchPart } from './bench.ts';
import { importedCode } from './code-import.ts';
import { diagram, liveDiagram } from './diagram.ts';
import { labHead, labHints, labList } from './lab-parts.ts';
import type { MarkdownIt } from './markdown-it.ts';
import { rendered } from './rendered.ts';
import { portTable, profileTable } from './settings-tables.ts';

/** @returns markdown. @throws {Error} when the argument names nothing. */
export type Expansion = (argument: string, language: Language) => string;

const expansions: Readonly<Record<string, Expansion>> = {
  code: importedCode,
  rendered,
  diagram,
  live: liveDiagram,
  lab: labHead,
  hints: labHints,
  labs: (_, language) => labList(language),
  ports: (_, language) => portTable(language),
  profiles: (_, language) => profileTable(language),
  bench: benchPart,
  bounds: (_, language) => benchBounds(language),
};

/** Code within a sentence stays as it is. */
const inlineFigure = /(`[^`]*`)|@\[figure\]\((?<name>[^)]*)\)/g;

const withFigures = (text: string, language: Language): string =>
  text.replaceAll(inlineFigure, (whole, code?: string, name = '') =>
    code === undefined ? benchFigure(name, language) : whole,
  );

const line = /^@\[(?<kind>[a-z]+)\]\((?<argument>[^)]*)\)$/;
const fence = /^(`{3,}|~{3,})/;

/** Puts what each such line names in its place. @throws {Error} with the page, for a line that names nothing. */
export function expand(source: string, page: string): string {
  const language: Language = page.startsWith('es/') ? 'es' : 'en';
  let openFence: string | undefined;
  return source
    .split('\n')
    .map((text) => {
      const mark = fence.exec(text)?.[1];
      if (mark)
        openFence = openFence === undefined ? mark : mark === openFence ? undefined : openFence;
      if (openFence !== undefined) return text;
      const { kind = 'figure', argument = '' } = line.exec(text)?.groups ?? {};
      try {
        if (kind === 'figure') return withFigures(text, language);
        const expansion = expansions[kind];
        if (!expansion) throw new Error('there is no such line');
        return expansion(argument, language);
      } catch (error) {
        throw new Error(`docs/${page}: ${text}: ${(error as Error).message}`);
      }
    })
    .join('\n');
}

/** Teaches markdown-it the expansions. VitePress's search reads the pages the same way. */
export function expandLines(md: MarkdownIt): void {
  md.core.ruler.before('normalize', 'workshop-expansions', (state) => {
    const { relativePath } = state.env as { relativePath?: string };
    if (relativePath) state.src = expand(state.src, relativePath);
  });
}
