/** Read when the site is built: the slides' diagram, as HTML. */
import { inlineDiagram } from '../../../../scripts/diagrams/inline-diagram.ts';
import { type Language, languages } from '../../../../scripts/language/text.ts';

export declare const data: Readonly<Record<Language, string>>;

export default {
  watch: ['../../../public/diagrams/presentation.*.svg'],
  load: (): Readonly<Record<Language, string>> =>
    Object.fromEntries(
      languages.map((language) => [language, inlineDiagram('presentation', language)]),
    ) as Record<Language, string>,
};
