/** `npm run diagrams`: renders the diagrams whose source, or whose style, has changed. For authors. */
import { diagramSources } from './diagrams/catalog.ts';
import { openDrawingPage } from './diagrams/drawing-page.ts';
import { manifestKey, readManifest, staleness, writeManifest } from './diagrams/manifest.ts';
import { renderDiagram } from './diagrams/render-diagram.ts';
import { parseArguments, runProgram, workshopCommand } from './language/command-line.ts';
import { chromiumPath } from './system/chromium-path.ts';

const texts = {
  summary: {
    en: 'Renders the diagrams in docs/diagrams whose source or style has changed.',
    es: 'Dibuja los diagramas de docs/diagrams cuya fuente o cuyo estilo cambió.',
  },
  all: { en: 'all of them, changed or not', es: 'todos, hayan cambiado o no' },
  noChromium: {
    en: 'Diagrams are laid out in Chromium, which was not found here.',
    es: 'Los diagramas se dibujan en Chromium, que no se encontró aquí.',
  },
  nothing: { en: 'Nothing changed.', es: 'Nada cambió.' },
};

await runProgram(async (language) => {
  const command = workshopCommand('npm run diagrams', texts.summary, language).option(
    '--all',
    texts.all[language],
  );
  parseArguments(command);
  const { all = false } = command.opts<{ all?: boolean }>();
  const manifest = readManifest();
  const sources = diagramSources();
  const stale = sources.filter((source) => all || staleness(source, manifest) !== null);
  if (stale.length === 0) {
    process.stdout.write(`${texts.nothing[language]}\n`);
    return 0;
  }
  const page = await openDrawingPage(await chromiumPath(texts.noChromium));
  try {
    for (const source of stale) {
      manifest[manifestKey(source)] = await renderDiagram(source, page);
      process.stdout.write(`${manifestKey(source)}\n`);
    }
  } finally {
    await page.close();
    const known = new Set(sources.map(manifestKey));
    writeManifest(Object.fromEntries(Object.entries(manifest).filter(([key]) => known.has(key))));
  }
  return 0;
});
