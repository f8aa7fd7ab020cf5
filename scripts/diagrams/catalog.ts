/**
 * Which diagrams there are, and where their sources and their rendered files lie.
 *
 * To add one: `docs/diagrams/<name>.en.mmd` and `<name>.es.mmd`, with the same ids, an `accTitle` and
 * an `accDescr`; then `npm run diagrams`, and `@[diagram](<name>)` in a page. How lines of a label
 * are set says drawing.ts; the classes `fast`, `chosen`, `hot`, `cool`, `plain` stand in diagram.css.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { type Language, languages } from '../language/text.ts';
import { hopIds } from '../stack/status.ts';
import { repositoryRoot } from '../system/work-directory.ts';

export const sourceFolder = `${repositoryRoot}/docs/diagrams`;
/** The site serves what lies here under `/diagrams/`. */
export const renderedFolder = `${repositoryRoot}/docs/public/diagrams`;

/** The one whose picture the instructor's script speaks of. */
const architecture = 'streaming-architecture';
/** Their hops are lit by the status of a running stack: the pages' own, and that of the slides. */
export const liveDiagrams: readonly string[] = [architecture, 'presentation'];

/** The instructor's script calls this one picture by a name of its own. */
const pictureNames: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  [architecture]: { en: 'streaming_architecture', es: 'arquitectura_streaming' },
};

export interface DiagramSource {
  name: string;
  language: Language;
  /** Plain mermaid. */
  text: string;
}

/** Every diagram in every language, by name. */
export function diagramSources(): DiagramSource[] {
  return readdirSync(sourceFolder)
    .filter((file) => file.endsWith('.mmd'))
    .sort()
    .map((file) => {
      const [name = '', language = ''] = file.split('.');
      if (!isLanguage(language)) {
        throw new Error(`docs/diagrams/${file}: the name must end in .en.mmd or .es.mmd`);
      }
      return { name, language, text: readFileSync(`${sourceFolder}/${file}`, 'utf8') };
    });
}

const isLanguage = (word: string): word is Language =>
  (languages as readonly string[]).includes(word);

/** True for what a status speaks of. */
export const isHopOf = (name: string, id: string): boolean =>
  liveDiagrams.includes(name) && (hopIds as readonly string[]).includes(id);

/** The files of one diagram, by their names in `renderedFolder`. */
export const renderedFiles = ({ name, language }: Pick<DiagramSource, 'name' | 'language'>) => ({
  wide: `${name}.${language}.svg`,
  /** Only what goes to the right and is too wide for a phone has this form, which goes down. */
  narrow: `${name}.${language}.narrow.svg`,
  picture: `${pictureNames[name]?.[language] ?? `${name}.${language}`}.png`,
});
