/** The weather's buttons on the page of lab 07, and the diagram that shows what they do. */
import { expect, onTestFinished, test } from 'vitest';
import { waitUntil } from '../../scripts/checks/wait-until.ts';
import { seriousViolations } from '../support/accessibility.ts';
import { launchBrowser } from '../support/browser.ts';
import { isOk, startTestStack } from '../support/test-stack.ts';

test('a button sets the weather, the page says what is lost, and the diagram shows where', async () => {
  const stack = await startTestStack({ profile: 'balanced' });
  await stack.pagesReady;
  await stack.waitForStatus('the stream flows', isOk('publisher', 'ffmpeg', 'playlist'));
  const browser = await launchBrowser();
  onTestFinished(() => browser.close());
  const site = `http://localhost:${stack.settings.ports.site}`;
  const page = await browser.open(`${site}/labs/07-faults.html`);
  const control = page.getByRole('region', { name: 'Weather between publisher and Janus' });
  const pressed = (name: string) =>
    control.getByRole('button', { name }).getAttribute('aria-pressed');
  await waitUntil('the page is live', async () => (await pressed('Clear')) === 'true');
  await control.locator('button:not([aria-disabled])').first().waitFor();

  await control.getByRole('button', { name: 'Café' }).press('Enter');
  await stack.waitForStatus('it rains', ({ weather }) => weather?.preset === 'cafe');
  await waitUntil('what is lost', async () =>
    /[1-9]\d* of \d+ packets\/s lost/.test(await control.innerText()),
  );
  expect(await pressed('Café')).toBe('true');
  expect(await pressed('Clear')).toBe('false');
  expect(await seriousViolations(page)).toEqual([]);

  const watching = await browser.open(`${site}/es/architecture.html`);
  const way = watching.locator('.diagram-art.wide .label[data-id="ingest"]').first();
  await waitUntil('the diagram shows it', async () =>
    /WebRTCCafé\d+ % de pérdida/.test((await way.textContent()) ?? ''),
  );
  expect(await watching.locator('.live-diagram .weather').innerText()).toMatch(
    /^Clima: Café, \d+ de/,
  );
  expect(await seriousViolations(watching)).toEqual([]);

  await page.bringToFront();
  await control.getByRole('button', { name: 'Clear' }).click();
  await stack.waitForStatus('clear weather', ({ weather }) => weather?.preset === 'clear');
  await watching.bringToFront();
  await waitUntil('the diagram is as it was drawn', async () =>
    /WebRTCsobre UDPH\.264 \+ Opus/.test((await way.textContent()) ?? ''),
  );
  expect(await watching.locator('.live-diagram .weather').count()).toBe(0);
  expect(browser.pageErrors).toEqual([]);
});
