/** `npm run docs:build`: the site as static files, to be hosted anywhere. */
import { join, relative, resolve } from 'node:path';
import { buildSite } from './docs/build-site.ts';
import { parseArguments, runProgram, workshopCommand } from './language/command-line.ts';
import { repositoryRoot } from './system/work-directory.ts';

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
      'docs/.vitepress/dist',
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
  await buildSite({ outDirectory, base: `/${base}/`.replace(/\/+/g, '/') });
  const shown = relative(process.cwd(), outDirectory) || '.';
  process.stdout.write(
    `${say('The site lies in', 'El sitio está en')} ${join(shown, '/')}\n${say('See it with', 'Míralo con')}: npm run docs:preview\n`,
  );
  return 0;
});
