/** The architecture's diagram in a page of a running stack: it turns red where the stack is broken. */
import type { Page } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import { waitUntil } from '../../scripts/checks/wait-until.ts';
import type { HopId } from '../../scripts/stack/status.ts';
import { seriousViolations } from '../support/accessibility.ts';
import { launchBrowser } from '../support/browser.ts';
import { isOk, startTestStack, type TestStack } from '../support/test-stack.ts';

const limitMilliseconds = 5_000;

async function openDiagram(path: string): Promise<{ stack: TestStack; page: Page }> {
  const stack = await startTestStack({ profile: 'balanced' });
  await stack.pagesReady;
  await stack.waitForStatus('the stream flows', isOk('publisher', 'ffmpeg', 'playlist', 'nginx'));
  const browser = await launchBrowser();
  onTestFinished(() => browser.close());
  const page = await browser.open(`http://localhost:${stack.settings.ports.site}${path}`);
  return { stack, page };
}

const node = (page: Page, hop: HopId) =>
  page.locator(`.diagram-art.wide [data-hop="${hop}"]`).first();
const stateOf = (page: Page, hop: HopId) => node(page, hop).getAttribute('data-state');
const sentence = (page: Page) => page.locator('.live-diagram .verdict [role="status"]').innerText();

/** @returns the milliseconds it took until the diagram said so. */
async function seeBroken(page: Page, hop: HopId, words: RegExp): Promise<number> {
  const begun = performance.now();
  await waitUntil(
    `${hop} is red in the diagram, and the sentence says ${words}`,
    async () => (await stateOf(page, hop)) === 'broken' && words.test(await sentence(page)),
    4 * limitMilliseconds,
  );
  return performance.now() - begun;
}

const seeFlowing = (page: Page) =>
  waitUntil(
    'all is green again in the diagram',
    async () => /^(The stream flows|El flujo llega)/.test(await sentence(page)),
    60_000,
  );

test('shows states and figures, and what an arrow is on a click', async () => {
  const { page } = await openDiagram('/architecture.html');
  await seeFlowing(page);
  for (const hop of ['publisher', 'janus', 'forward', 'ffmpeg', 'playlist', 'nginx'] as const) {
    expect(await stateOf(page, hop), hop).toBe('ok');
  }
  const figure = (hop: HopId) =>
    page.locator(`.diagram-art.wide [data-hop="${hop}"] .figure`).first().textContent();
  await waitUntil('the publisher’s figure', async () =>
    /^[\d,]+ kbit\/s$/.test((await figure('publisher')) ?? ''),
  );
  expect(await figure('forward')).toMatch(/^\d+ packets\/s$/);
  expect(await figure('playlist')).toMatch(/^\d+\.\d s ago$/);

  await page.locator('.label[data-hop="forward"] text >> visible=true').first().click();
  const row = page.locator('.hop', { hasText: 'RTP forward' });
  expect(await row.locator('button').getAttribute('aria-expanded')).toBe('true');
  expect(await row.getByRole('link', { name: 'Its lab' }).getAttribute('href')).toBe(
    '/labs/03-rtp-forward.html',
  );
  expect(await seriousViolations(page)).toEqual([]);
});

test('turns red within 5 s where FFmpeg is stopped and where nginx is killed', async () => {
  const { stack, page } = await openDiagram('/es/');
  await seeFlowing(page);
  const { ffmpeg, nginx } = stack.status.current().hops;

  process.kill(ffmpeg.figures.pid ?? Number.NaN, 'SIGSTOP');
  const stopped = await seeBroken(page, 'ffmpeg', /^FFmpeg está en marcha, pero lleva \d+ s/);
  expect(await stateOf(page, 'janus')).toBe('ok');
  await page.locator('.live-diagram summary').click();
  await page.getByRole('button', { name: 'FFmpeg' }).press('Enter');
  expect(await page.locator('#hop-ffmpeg').innerText()).toContain('kill -CONT');
  process.kill(ffmpeg.figures.pid ?? Number.NaN, 'SIGCONT');
  await seeFlowing(page);

  process.kill(nginx.figures.pid ?? Number.NaN, 'SIGKILL');
  const killed = await seeBroken(
    page,
    'nginx',
    /^nginx (no responde; se está reiniciando|está en marcha, pero no responde)/,
  );
  await seeFlowing(page);
  console.log(
    `red after ${Math.round(stopped)} ms (ffmpeg stopped), ${Math.round(killed)} ms (nginx killed)`,
  );
  expect(stopped).toBeLessThan(limitMilliseconds);
  expect(killed).toBeLessThan(limitMilliseconds);
});

test('says so when the workshop is stopped', async () => {
  const { stack, page } = await openDiagram('/architecture.html');
  await seeFlowing(page);
  await stack.stop();
  await waitUntil('the page says that nobody answers', async () =>
    (await sentence(page)).startsWith('The workshop does not answer'),
  );
  expect(await stateOf(page, 'janus')).toBeNull();
});
