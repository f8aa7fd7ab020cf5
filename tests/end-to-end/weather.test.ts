/** The weather of a running stack: who is on air goes on air again through it, and clear weather interrupts nobody. */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ask } from '../../scripts/checks/ask.ts';
import { waitUntil } from '../../scripts/checks/wait-until.ts';
import { syntheticDisplayName } from '../../scripts/publisher/display-name.ts';
import { type PublisherAccess, tokenHeader } from '../../scripts/site/api-types.ts';
import { readOwnerToken } from '../../scripts/stack/owner-token.ts';
import type { Status } from '../../scripts/stack/status.ts';
import { openTestPublisherPage } from '../support/test-publisher-page.ts';
import { isOk, startTestStack, type TestStack } from '../support/test-stack.ts';

const inSession = (id: string | undefined, status: Status) =>
  status.session?.id === id && isOk('publisher', 'forward', 'ffmpeg')(status);

/** As `npm run weather` asks. */
async function setWeather({ settings }: TestStack, conditions: object | null): Promise<void> {
  const token = (await readOwnerToken(settings.paths.work)) ?? '';
  const { status, text } = await ask(settings.ports.site, '/api/weather', {
    method: conditions ? 'POST' : 'DELETE',
    headers: { [tokenHeader]: token, 'content-type': 'application/json' },
    ...(conditions && { body: JSON.stringify(conditions) }),
  });
  expect({ status, text }).toEqual({ status: 204, text: '' });
}

const access = async ({ settings }: TestStack): Promise<PublisherAccess> =>
  (await ask(settings.ports.site, '/api/publisher-access')).json() as PublisherAccess;

test('the synthetic publisher goes through it, and back to clear without an interruption', async () => {
  const stack = await startTestStack({ profile: 'low' });
  const { ports, paths } = stack.settings;
  expect((await stat(join(paths.work, 'owner-token'))).mode & 0o777).toBe(0o600);
  const { session } = await stack.waitForStatus('a session', ({ session }) => session !== null);
  expect(stack.status.current().weather).toBeNull();
  // Clear is what it is already.
  await setWeather(stack, null);
  expect(stack.status.current().weather).toBeNull();

  await setWeather(stack, { lossPercent: 10 });
  const rainy = await stack.waitForStatus(
    'another session, with losses',
    (status) =>
      status.session !== null &&
      status.session.id !== session?.id &&
      (status.weather?.figures.toJanus.lostPerSecond ?? 0) > 3,
  );
  expect(rainy.hops.publisher.figures.display).toBe(syntheticDisplayName);
  expect(rainy.weather).toMatchObject({ preset: 'own', conditions: { lossPercent: 10 } });
  expect((await access(stack)).url).toBe(`ws://127.0.0.1:${ports.weather}`);
  expect((await access(stack)).directUrl).toBe(`ws://127.0.0.1:${ports.janusWebSocket}`);

  await setWeather(stack, null);
  const clear = await stack.waitForStatus(
    'nothing is lost',
    ({ weather }) => weather?.figures.toJanus.lostPerSecond === 0,
  );
  expect(clear.weather?.preset).toBe('clear');
  expect(inSession(rainy.session?.id, clear)).toBe(true);
  await stack.stop();
  await expect(stat(join(paths.work, 'owner-token'))).rejects.toThrow('ENOENT');
});

test('the page that is on air goes on air again through it by itself', async () => {
  const stack = await startTestStack({ profile: 'low', publisher: 'none' });
  const { page, publish } = await openTestPublisherPage(stack.settings);
  await publish();
  const { session } = await stack.waitForStatus('a session', ({ session }) => session !== null);
  await setWeather(stack, { lossPercent: 5, delayMilliseconds: 20 });
  const rainy = await stack.waitForStatus(
    'another session, with losses',
    (status) =>
      status.session !== null &&
      status.session.id !== session?.id &&
      (status.weather?.figures.toJanus.lost ?? 0) > 20,
  );
  await waitUntil('the page says so', () =>
    page.evaluate(() => document.body.dataset.state === 'publishing'),
  );
  const { conditions, figures } = rainy.weather ?? {};
  console.log(conditions, figures);
  expect(figures?.connections).toBe(1);
  // The next weather interrupts nobody.
  await setWeather(stack, { lossPercent: 1 });
  const next = await stack.waitForStatus(
    'the next weather',
    ({ weather }) => weather?.conditions.lossPercent === 1,
  );
  expect(next.session?.id).toBe(rainy.session?.id);
});
