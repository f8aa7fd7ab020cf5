/** What holds for every page of the site as it is hosted anywhere; a file per language, to run side by side. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Language } from '../../scripts/language/text.ts';
import { seriousViolations } from '../support/accessibility.ts';
import { launchBrowser, type TestBrowser } from '../support/browser.ts';
import { type StaticSite, startStaticSite } from '../support/static-site.ts';

/** A phone of today is wider; 360 px is the narrowest that counts. */
const phone = { width: 360, height: 740 };
const desktop = { width: 1440, height: 900 };

/** In the page: VitePress names its switch of light and dark only once it has taken the page over. */
const isTakenOver = (): boolean =>
  [...document.querySelectorAll<HTMLElement>('.VPSwitchAppearance')].every(({ title }) => title);

export function testEveryPage(language: Language): void {
  let site: StaticSite;
  let browser: TestBrowser;
  let paths: string[];

  beforeAll(async () => {
    site = await startStaticSite();
    browser = await launchBrowser({ locale: language, viewport: desktop });
    paths = site.pages.filter((path) => path.startsWith('/es/') === (language === 'es'));
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });

  /** Opens each page anew; what it complains of in the console or asks in vain comes along. */
  async function eachPage(look: (page: Page, path: string) => Promise<string[]>) {
    const problems: string[] = [];
    const page = await browser.context.newPage();
    let path = '';
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(`${path}: console: ${message.text()}`);
    });
    page.on('pageerror', (error) => problems.push(`${path}: ${error.message}`));
    page.on('request', (request) => {
      const asked = new URL(request.url());
      if (asked.pathname.startsWith('/api/')) problems.push(`${path}: asks for ${asked.pathname}`);
      if (asked.origin !== site.url) problems.push(`${path}: asks ${asked.origin}`);
    });
    for (path of paths) {
      await page.goto(site.url + path, { waitUntil: 'load' });
      problems.push(...(await look(page, path)).map((problem) => `${path}: ${problem}`));
    }
    await page.close();
    expect(paths.length).toBeGreaterThan(20);
    expect(problems).toEqual([]);
  }

  describe(`every page (${language})`, () => {
    it('is accessible, light and dark, asks nobody for anything and complains of nothing', async () => {
      await eachPage(async (page) => {
        await page.waitForFunction(isTakenOver);
        // Colours on their way from one scheme to the other are nobody's.
        await page.addStyleTag({
          content: '*, ::before, ::after { transition: none !important; }',
        });
        const light = await seriousViolations(page);
        await page.evaluate(() => document.documentElement.classList.add('dark'));
        const dark = await seriousViolations(page);
        return [...light.map((line) => `light: ${line}`), ...dark.map((line) => `dark: ${line}`)];
      });
    }, 300_000);

    it('fits a screen of 360 px', async () => {
      await eachPage(async (page) => {
        await page.setViewportSize(phone);
        const tooWide = await page.evaluate(() => {
          const { scrollWidth, clientWidth } = document.documentElement;
          return scrollWidth - clientWidth;
        });
        await page.setViewportSize(desktop);
        return tooWide > 0 ? [`${tooWide} px too wide`] : [];
      });
    }, 120_000);
  });
}
