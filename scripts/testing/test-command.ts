/** The command line that the test commands share. */
import type { Command } from 'commander';
import { workshopCommand } from '../language/command-line.ts';
import type { Language, Text } from '../language/text.ts';

export interface TestOptions {
  name?: string;
  yes?: boolean;
}

const text = {
  files: { en: 'part of a path, such as', es: 'parte de una ruta, como' },
  name: {
    en: 'only tests whose name matches this pattern',
    es: 'solo las pruebas cuyo nombre coincide con este patrón',
  },
  yes: {
    en: 'install what is missing without a question',
    es: 'instala lo que falta sin preguntar',
  },
};

/**
 * A command that takes parts of test files' paths, `--name` and `--yes`.
 * @param invocation how the reader calls it: `npm test`.
 * @param example one such part.
 */
export const testCommand = (
  invocation: string,
  summary: Text,
  example: string,
  language: Language,
): Command =>
  workshopCommand(invocation, summary, language)
    .usage('-- [--option …] [file …]')
    .argument('[files...]', `${text.files[language]} ${example}`)
    .option('-t, --name <pattern>', text.name[language])
    .option('--yes', text.yes[language]);
