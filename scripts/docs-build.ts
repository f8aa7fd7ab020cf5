/** `npm run docs:build`: the site as static files, to be hosted anywhere. */
import { readdir } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { buildSite } from './docs/build-site.ts';
import { parseArguments, runProgram, workshopCommand } from './language/command-line.ts';
import { WorkshopError } from './language/workshop-error.ts';
import { repositoryRoot } from './system/work-directory.ts';

const defaultOut = 'docs/.vitepress/dist';
/** VitePress writes it with every build. */
const markOfABuild = 'hashmap.json';

await runProgram(async (language) => {
  const say = (en: string, es: string) => ({ en, es })[language];
  const command = workshopCommand(
    'npm run docs:build',
    {
      en: 'Builds the site as static files that any web server can serve.',
      es: 'Construye el sitio como archivos estáticos que cualquier servidor web puede servir.',
    },
    language,
  )
    .option(
      `--out <${say('folder', 'carpeta')}>`,
      say('where to (it is emptied first)', 'adónde (antes se vacía)'),
      defaultOut,
    )
    .option(
      `--base <${say('path', 'ruta')}>`,
      say(
        'the path it will be hosted below, such as /workshop/',
        'la ruta en la que se va a publicar, como /taller/',
      ),
      '/',
    );
  parseArguments(command);
  const { out, base } = command.opts<{ out: string; base: string }>();
  const outDirectory = resolve(repositoryRoot, out);
  // Its own folder may hold a build that failed halfway.
  if (out !== defaultOut) await refuseForeignFolder(outDirectory);
  await buildSite({ outDirectory, base: `/${base}/`.replace(/\/+/g, '/') });
  const shown = relative(process.cwd(), outDirectory) || '.';
  process.stdout.write(`${say('The site lies in', 'El sitio está en')} ${join(shown, '/')}\n`);
  if (out === defaultOut && base === '/') {
    process.stdout.write(`${say('See it with', 'Míralo con')}: npm run docs:preview\n`);
  }
  return 0;
});

/**
 * The folder is emptied first, so it must be empty or hold an earlier build.
 * @throws {WorkshopError} when it holds anything else.
 */
async function refuseForeignFolder(folder: string): Promise<void> {
  const names = await readdir(folder).catch((): string[] => []);
  if (names.length === 0 || names.includes(markOfABuild)) return;
  throw new WorkshopError(
    {
      en: `${folder} holds something else than a built site, and would be emptied.`,
      es: `${folder} contiene algo que no es un sitio construido, y se vaciaría.`,
    },
    {
      en: 'Name a folder that is empty or new: npm run docs:build -- --out site',
      es: 'Indica una carpeta vacía o nueva: npm run docs:build -- --out sitio',
    },
  );
}
