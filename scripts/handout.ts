/** `npm run handout`: the presentation as PDF and PNG, in both languages. */
import { relative, resolve } from 'node:path';
import { Option } from 'commander';
import { freshSite } from './docs/fresh-site.ts';
import { printHandout } from './handout/print-handout.ts';
import { parseArguments, runProgram, workshopCommand } from './language/command-line.ts';
import { type Language, languages } from './language/text.ts';
import { chromiumPath } from './system/chromium-path.ts';
import { repositoryRoot } from './system/work-directory.ts';

const defaultOut = '.workshop/handout';

await runProgram(async (language) => {
  const say = (en: string, es: string) => ({ en, es })[language];
  const command = workshopCommand(
    'npm run handout',
    {
      en: 'Prints the presentation: slides, slides with notes, the architecture on one page (PDF), and every slide (PNG).',
      es: 'Imprime la presentación: diapositivas, diapositivas con notas, la arquitectura en una página (PDF) y cada diapositiva (PNG).',
    },
    language,
  )
    .option(`--out <${say('folder', 'carpeta')}>`, say('where to', 'adónde'), defaultOut)
    .addOption(
      new Option(
        `--only <${say('language', 'idioma')}>`,
        say('one language instead of both', 'un idioma en vez de los dos'),
      ).choices(languages),
    );
  parseArguments(command);
  const { out, only } = command.opts<{ out: string; only?: Language }>();
  await printHandout({
    siteFolder: await freshSite(),
    outDirectory: resolve(repositoryRoot, out),
    languages: only ? [only] : languages,
    executablePath: await chromiumPath({
      en: 'The pages are printed by Chromium, which was not found here.',
      es: 'Las páginas las imprime Chromium, que no se encontró aquí.',
    }),
    onWritten: (path) => process.stdout.write(`${relative(process.cwd(), path)}\n`),
  });
  return 0;
});
