/** A page in headless Chromium in which mermaid lays diagrams out and pictures are taken. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { MermaidConfig } from 'mermaid';
import { launchBrowser } from '../checks/browser.ts';
import { bundleForPage } from '../checks/bundle-for-page.ts';
import { repositoryRoot } from '../system/work-directory.ts';
import type { Drawing } from './drawing.ts';
import { measuringFont } from './letter-sizes.ts';
import type { Direction } from './svg/route.ts';

const modules = `${repositoryRoot}/node_modules`;
const fonts = ['latin', 'latin-ext'].map(
  (part) => `${modules}/vitepress/dist/client/theme-default/fonts/inter-roman-${part}.woff2`,
);

/** As a projector shows it: a picture fills one side of this. */
const projector = { width: 2400, height: 1350 };

export interface DrawingPage {
  /** @throws {Error} what mermaid says of a source that it does not understand. */
  draw(source: string, direction: Direction): Promise<Drawing>;
  /** A PNG of an SVG file, in the light colours. */
  takePicture(svg: string): Promise<Buffer>;
  close(): Promise<void>;
}

export async function openDrawingPage(executablePath: string): Promise<DrawingPage> {
  const [browser, script] = await Promise.all([
    launchBrowser({ executablePath, colorScheme: 'light' }),
    bundleForPage(fileURLToPath(new URL('in-page/draw.ts', import.meta.url))),
  ]);
  const page = await browser.open('about:blank');
  await page.setContent(`<!doctype html><style>${fontFaces()}body{margin:0}</style><body>`);
  await page.evaluate(() =>
    Promise.all(
      ['400', '600', '700'].map((weight) => document.fonts.load(`${weight} 16px Inter`, 'aé')),
    ),
  );
  await page.addScriptTag({ path: `${modules}/mermaid/dist/mermaid.min.js` });
  await page.addScriptTag({ type: 'module', content: script.code });
  await page.waitForFunction(() => 'draw' in globalThis);
  return {
    draw: (source, direction) =>
      page.evaluate(([text, config]) => draw(text, config), [
        source,
        mermaidConfig(direction),
      ] as const),
    async takePicture(svg) {
      const width = Number(/ width="(\d+)"/.exec(svg)?.[1]);
      const height = Number(/ height="(\d+)"/.exec(svg)?.[1]);
      const picturePage = await browser.browser.newPage({
        viewport: { width, height },
        deviceScaleFactor: Math.min(projector.width / width, projector.height / height),
        colorScheme: 'light',
      });
      await picturePage.setContent(
        `<!doctype html><style>${fontFaces()}body{margin:0;background:#f6f5f1}svg{display:block}</style>${svg}`,
      );
      await picturePage.evaluate(() => document.fonts.ready);
      const picture = await picturePage.screenshot();
      await picturePage.close();
      return picture;
    },
    close: () => browser.close(),
  };
}

/** Without HTML labels every word is SVG text, which is read back and set again. */
const mermaidConfig = (direction: Direction): MermaidConfig => ({
  startOnLoad: false,
  theme: 'base',
  htmlLabels: false,
  fontFamily: measuringFont.family,
  themeVariables: { fontFamily: measuringFont.family, fontSize: `${measuringFont.pixels}px` },
  // Names are larger than the rest, and take their room.
  themeCSS: `.node .text-inner-tspan[font-weight="bold"] { font-size: ${measuringFont.namePixels}px }`,
  flowchart: {
    htmlLabels: false,
    curve: 'linear',
    padding: direction === 'LR' ? 10 : 9,
    nodeSpacing: direction === 'LR' ? 28 : 14,
    rankSpacing: direction === 'LR' ? 38 : 30,
    wrappingWidth: 600,
    subGraphTitleMargin: { top: 0, bottom: 12 },
  },
  sequence: {
    actorMargin: 40,
    width: 130,
    height: 44,
    mirrorActors: false,
    messageFontSize: 14,
    noteFontSize: 14,
    actorFontSize: 16,
    messageMargin: 34,
    boxMargin: 16,
    useMaxWidth: false,
  },
});

function fontFaces(): string {
  return fonts
    .map((file) => {
      const data = readFileSync(file).toString('base64');
      const range = file.includes('latin-ext')
        ? 'U+0100-02BA'
        : 'U+0000-00FF, U+2000-206F, U+2190-21FF';
      return `@font-face{font-family:Inter;font-weight:100 900;unicode-range:${range};src:url(data:font/woff2;base64,${data})}`;
    })
    .join('');
}
