/** The student's own publisher and viewer in a lab's page: framed, and reloaded at every save. */
import { readFile, rename, writeFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { waitUntil } from '../../scripts/checks/wait-until.ts';
import { WorkshopCopy } from '../labs-cli/workshop-copy.ts';
import { launchBrowser, type TestBrowser } from '../support/browser.ts';
import { LabSite } from '../support/lab-site.ts';

let copy: WorkshopCopy;
let remove: () => Promise<void>;
let site: LabSite;
let browser: TestBrowser;

beforeAll(async () => {
  copy = await WorkshopCopy.makeWhole((atEnd) => {
    remove = atEnd;
  });
  site = await LabSite.start(copy, { janus: true });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  // Janus is no daemon of the test's: it ends in order.
  site?.process.child.kill('SIGTERM');
  await site?.process.exited;
  await remove?.();
});

const open = (path: string) => browser.open(`http://${site.host}${path}`);
const wordsOf = (page: Page) =>
  page.evaluate(() => ({
    state: document.body.dataset.state ?? '',
    sentence: document.getElementById('state')?.textContent ?? '',
    details: document.getElementById('details')?.textContent ?? '',
  }));

function untilWords(page: Page, state: string, sentence = /./) {
  const look = async () => {
    const words = await wordsOf(page);
    return words.state === state && sentence.test(words.sentence) ? words : null;
  };
  return waitUntil(`the page is ${state}, ${sentence}`, look, 30_000).catch(async (error) => {
    throw new Error(`${error.message}\n${JSON.stringify(await wordsOf(page))}`);
  });
}

/** As an editor does that never leaves half a file. */
async function save(path: string, text: string): Promise<void> {
  await writeFile(copy.path(`${path}~`), text);
  await rename(copy.path(`${path}~`), copy.path(path));
}

describe('the student’s publisher', () => {
  const file = 'labs/01-publisher/publisher.ts';
  const solution = () => readFile(copy.path('solutions/01-publisher/publisher.ts'), 'utf8');

  it('shows what comes of each save, and goes on air again by itself', async () => {
    const page = await open('/publisher/?own&embed&lang=es');
    const other = await open('/publisher/');
    let otherLoads = 0;
    other.on('load', () => {
      otherLoads += 1;
    });
    await untilWords(page, 'idle');
    await page.locator('#start').click();
    await untilWords(page, 'failed', /^Falló: Janus refused/);

    await save(file, await solution());
    await untilWords(page, 'publishing');
    await save(file, `${await solution()}// again\n`);
    await page.waitForEvent('load');
    await untilWords(page, 'publishing');

    await save(file, (await solution()).replace('new Promise<', 'new (Promise<'));
    const broken = await untilWords(page, 'failed', /^publisher\.ts no compila\.$/);
    expect(broken.details).toContain('labs/01-publisher/publisher.ts');
    expect(await page.locator('#start').isDisabled()).toBe(true);
    await save(file, `${await solution()}\nthrow new Error('oh no');\n`);
    await untilWords(page, 'failed', /^publisher\.ts falló al cargarse: Error: oh no$/);
    await save(file, "export const nothing = '';\n");
    await untilWords(page, 'failed', /^publisher\.ts no exporta ninguna función “publish”\.$/);
    await save(file, await solution());
    await untilWords(page, 'publishing');
    expect(otherLoads, 'the publisher of the stack went on').toBe(0);

    await page.reload();
    await untilWords(page, 'idle');
    expect(await page.evaluate(() => sessionStorage.length), 'no camera without a click').toBe(0);
    await page.locator('#start').click();
    await untilWords(page, 'publishing');
    await page.locator('#stop').click();
    await untilWords(page, 'idle');
    await save(file, `${await solution()}// once more\n`);
    await page.waitForEvent('load');
    await untilWords(page, 'idle');
    await page.close();
    await other.close();
  });
});

describe('the student’s viewer', () => {
  const file = 'labs/06-viewer/viewer.ts';
  const solution = () => readFile(copy.path('solutions/06-viewer/viewer.ts'), 'utf8');

  it('plays anew at each save, and says what does not compile', async () => {
    const page = await open('/viewer/?own&embed&lang=en');
    await untilWords(page, 'starting');
    await save(file, await solution());
    await untilWords(page, 'recovering', /^There is no stream yet/);
    await save(file, (await solution()).replace('/playback.ts', '/rewind.ts'));
    const { details } = await untilWords(page, 'failed', /^viewer\.ts does not compile\.$/);
    expect(details).toContain('/rewind.ts');
    await save(file, "export const play = () => { throw new Error('no play'); };\n");
    await untilWords(page, 'failed', /^It failed: no play$/);
    await save(file, await solution());
    await untilWords(page, 'recovering');
    await page.close();
  });
});

describe('in a frame', () => {
  it.each([
    ['publisher', 700],
    ['publisher', 320],
    ['viewer', 700],
    ['viewer', 320],
  ])('the %s fits into %i px, without a heading of its own', async (name, width) => {
    const page = await open(`/${name}/?own&embed`);
    await page.setViewportSize({ width, height: 480 });
    expect(await page.locator('header').isVisible()).toBe(false);
    const size = await page.evaluate(() => {
      const { scrollWidth, scrollHeight } = document.documentElement;
      return { scrollWidth, scrollHeight };
    });
    expect(size.scrollWidth).toBe(width);
    if (width === 700) expect(size.scrollHeight).toBeLessThanOrEqual(480);
    await page.close();
  });

  it.each(['dark', 'light'])('is as %s as the page around it', async (scheme) => {
    const page = await open(`/viewer/?embed&scheme=${scheme}`);
    const [red = 0] = await page.evaluate(() =>
      (getComputedStyle(document.body).backgroundColor.match(/\d+/g) ?? []).map(Number),
    );
    expect(red > 128).toBe(scheme === 'light');
    await page.close();
  });

  it('is not how a page of its own looks: it leads to the site’s home in its language', async () => {
    for (const [language, home] of [
      ['en', '/'],
      ['es', '/es/'],
    ]) {
      const page = await open(`/viewer/?own&lang=${language}`);
      await untilWords(page, 'recovering');
      const links = await page
        .locator('nav a')
        .evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href));
      const root = `http://${site.host}`;
      expect(links).toEqual([root + home, `${root}/publisher/?own&lang=${language}`]);
      await page.close();
    }
  });
});
