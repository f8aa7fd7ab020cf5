/** The weather between real publishers and a real Janus. */
import { expect, onTestFinished, test } from 'vitest';
import { waitUntil } from '../../scripts/checks/wait-until.ts';
import { JanusAdmin } from '../../scripts/janus/admin-client.ts';
import type { ChosenConditions } from '../../scripts/weather/conditions.ts';
import { Weather } from '../../scripts/weather/weather.ts';
import { startTestPublisher } from '../support/test-publisher.ts';
import { openTestRoom } from '../support/test-room.ts';

/** A room, and the synthetic publisher in it, through the weather. */
async function onAir(conditions: ChosenConditions) {
  const room = await openTestRoom('balanced');
  const weather = await Weather.start(room.settings, { conditions, seed: 9 });
  onTestFinished(() => weather.close());
  await startTestPublisher(room.settings, 'wet', { url: weather.url });
  const { id } = await room.publishing('wet');
  const admin = new JanusAdmin(room.settings);
  const connection = async () => {
    const found = await admin.connectionOf(id);
    if (!found) throw new Error('Janus does not know the publisher');
    return found;
  };
  await waitUntil('media', async () => (await connection()).receivedPackets > 100);
  return { room, weather, connection };
}

test('all media comes through it, and nothing is lost in clear weather', async () => {
  const { weather, connection } = await onAir({});
  const { iceState, selectedPair, receivedPackets } = await connection();
  expect(iceState).toBe('ready');
  // Janus was told of no candidate: it found the weather by what came from there.
  expect(selectedPair).toMatch(/<-> \S+ \[prflx,udp\]$/);
  const { connections, toJanus, toPublisher } = weather.figures;
  expect(connections).toBe(1);
  // STUN, DTLS and RTCP besides.
  expect(toJanus.passed).toBeGreaterThanOrEqual(receivedPackets);
  expect(toJanus.passed).toBeLessThan(receivedPackets * 1.3 + 50);
  expect([toJanus.lost, toPublisher.lost]).toEqual([0, 0]);
  expect((await connection()).lostPackets).toBe(0);
});

test('Janus sees 5 % loss, and no more of it once the weather is clear', async () => {
  const { weather, connection } = await onAir({ lossPercent: 5 });
  const lost = () => weather.figures.toJanus.lost;
  await waitUntil(
    'Janus misses packets',
    async () => (await connection()).lostPackets > 10,
    30_000,
  );
  const { toJanus } = weather.figures;
  const percent = (toJanus.lost / (toJanus.lost + toJanus.passed)) * 100;
  console.log(`lost ${toJanus.lost}, ${percent.toFixed(1)} %`);
  expect(percent).toBeGreaterThan(2);
  expect(percent).toBeLessThan(9);

  weather.set({});
  const before = lost();
  const { receivedPackets } = await connection();
  await waitUntil('more', async () => (await connection()).receivedPackets > receivedPackets + 300);
  expect(lost()).toBe(before);
});

test('a blackout stops everything for its time, and nobody has to call again', async () => {
  const { weather, connection } = await onAir({});
  weather.set({ blackoutSeconds: 2 });
  const { receivedPackets } = await connection();
  await waitUntil('the blackout has begun', () => weather.figures.toJanus.lost > 0);
  const begun = performance.now();
  const inTheDark = (await connection()).receivedPackets;
  await waitUntil('packets', async () => (await connection()).receivedPackets > inTheDark + 20);
  const seconds = (performance.now() - begun) / 1_000;
  expect(seconds).toBeGreaterThan(1.8);
  expect(seconds).toBeLessThan(4);
  expect(inTheDark - receivedPackets).toBeLessThan(60);
  expect((await connection()).iceState).toBe('ready');
  expect(weather.figures.connections).toBe(1);
});

test('delay and jitter are what was asked for; publishers connect in the worst weather', async () => {
  const { weather } = await onAir({
    ...{ lossPercent: 10, delayMilliseconds: 100, jitterMilliseconds: 40, reorders: true },
    rateKilobitsPerSecond: 5_000,
  });
  const { delayMilliseconds } = await waitUntil('a whole second', () => {
    const { toJanus } = weather.figures;
    return toJanus.passedPerSecond > 50 ? toJanus : null;
  });
  console.log(`mean delay ${delayMilliseconds} ms`);
  expect(delayMilliseconds).toBeGreaterThan(110);
  expect(delayMilliseconds).toBeLessThan(150);
});

test('who hangs up, or is cut off, leaves no socket behind', async () => {
  const { room, weather } = await onAir({});
  const other = await startTestPublisher(room.settings, 'other', { url: weather.url });
  await room.publishing('other');
  expect(weather.figures.connections).toBe(2);
  await other.stop();
  await waitUntil('its connection is gone', () => weather.figures.connections === 1);
  await weather.close();
  expect(weather.figures.connections).toBe(0);
  const again = await Weather.start(room.settings);
  await again.close();
});
