/** Prints the presentation: PDF and pictures, of the same pages that the browser shows. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { linkOf } from '../../docs/.vitepress/pages.ts';
import { steps } from '../../docs/diagrams/presentation/steps.ts';
import { launchBrowser } from '../checks/browser.ts';
import { serveFolder } from '../docs/serve-folder.ts';
import type { Language } from '../language/text.ts';

export interface HandoutOptions {
  /** The built site. */
  siteFolder: string;
  /** Is made (absolute). Files of an earlier hand-out are written anew. */
  outDirectory: string;
  languages: readonly Language[];
  /** Chromium. */
  executablePath: string;
  /** Told of each file (absolute) when it is there; of the pictures, of their folder. */
  onWritten(path: string): void;
}

/** What most projectors have. */
const slidePixels = { width: 1920, height: 1080 };

/** The PDFs of one language: their names, and the pages they are printed from. */
const documents = [
  { name: 'slides', page: 'present/index' },
  { name: 'slides-with-notes', page: 'present/handout' },
  { name: 'one-page', page: 'present/sheet' },
] as const;

/** For each language three PDFs, and a folder with a PNG of every slide. */
export async function printHandout(options: HandoutOptions): Promise<void> {
  const { siteFolder, outDirectory, executablePath, onWritten } = options;
  await mkdir(outDirectory, { recursive: true });
  const site = await serveFolder(siteFolder);
  const browser = await launchBrowser({
    executablePath,
    colorScheme: 'light',
    viewport: slidePixels,
  }).catch(async (error) => {
    await site.close();
    throw error;
  });
  try {
    for (const language of options.languages) {
      const open = (page: string) => browser.open(site.url + linkOf(page, language));
      for (const { name, page } of documents) {
        const file = join(outDirectory, `${name}.${language}.pdf`);
        await printPage(await open(page), file);
        onWritten(file);
      }
      const folder = join(outDirectory, `slides.${language}`);
      await takePictures(await open('present/index'), folder);
      onWritten(folder);
    }
  } finally {
    await browser.close();
    await site.close();
  }
}

/** On paper of the size that the page's style asks for. */
async function printPage(page: Page, path: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  await page.pdf({ path, preferCSSPageSize: true, printBackground: true, tagged: true });
  await page.close();
}

/** `0-big-picture.png` and so on, in the order of the steps. */
async function takePictures(page: Page, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [index, { id }] of steps.entries()) {
    await page.keyboard.press(String(index));
    const slide = page.locator(`#${id} .slide`);
    await slide.waitFor({ state: 'visible' });
    await page.evaluate(() => document.fonts.ready);
    await slide.screenshot({ path: join(folder, `${index}-${id}.png`) });
  }
  await page.close();
}
