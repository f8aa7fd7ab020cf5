/** What stands at the site's address while its pages are being built, or when they cannot be. */
import type { Text } from '../language/text.ts';
import { textOf } from '../language/workshop-error.ts';

const building: Text = {
  en: 'The pages of the workshop are being built. This takes some seconds, and happens only after a change.',
  es: 'Se están construyendo las páginas del taller. Tarda unos segundos y solo pasa después de un cambio.',
};

/** Asks again by itself, every second. */
export const waitingPage = (): string =>
  page([building], '<meta http-equiv="refresh" content="1" />');

export const failedPage = (error: Error): string => page([textOf(error)], '');

const page = (texts: readonly Text[], head: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<title>Workshop</title>
<link rel="icon" href="data:," />
${head}
<style>
:root { color-scheme: light dark; font: 1.25rem/1.5 system-ui, sans-serif; }
body { display: grid; place-content: center; min-height: 90vh; max-width: 40rem; margin: auto; padding: 1.5rem; }
</style>
</head>
<body>
${texts.map(({ en, es }) => `<p>${escaped(en)}</p>\n<p lang="es">${escaped(es)}</p>`).join('\n')}
<p><a href="/viewer/">Viewer · Espectador</a> &nbsp; <a href="/publisher/">Publisher · Emisor</a></p>
</body>
</html>
`;

const escaped = (words: string): string => words.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
