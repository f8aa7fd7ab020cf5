/** The WebRTC load against Janus's own count, and one round of the bench on a small plan. */
import { expect, onTestFinished, test } from 'vitest';
import { startWebRtcLoad } from '../../scripts/bench/load/webrtc-load.ts';
import { runRepetition } from '../../scripts/bench/viewers/repetition.ts';
import { waitUntil } from '../../scripts/checks/wait-until.ts';
import { JanusAdmin } from '../../scripts/janus/admin-client.ts';
import { iceAddresses } from '../../scripts/system/addresses.ts';
import { isAlive } from '../../scripts/system/is-alive.ts';
import { descendants } from '../support/descendants.ts';
import { programPath } from '../support/program.ts';
import { startTestStack } from '../support/test-stack.ts';

test('Janus knows as many subscribers, and sent what they received', async () => {
  const stack = await startTestStack();
  const status = await stack.waitForStatus('a publisher', ({ session }) => session !== null);
  const publisherId = status.session?.publisherId ?? 0;
  const admin = new JanusAdmin(stack.settings);
  const load = await startWebRtcLoad({ settings: stack.settings, publisherId, subscribers: 7 });
  onTestFinished(() => load.stop());

  const before = await admin.subscribers();
  const period = load.measure();
  expect(before.map(({ isConnected }) => isConnected)).toEqual(Array(7).fill(true));
  const sent = async () =>
    (await admin.subscribers()).map(({ sentPackets }, index) => {
      return sentPackets - (before[index]?.sentPackets ?? 0);
    });
  await waitUntil('Janus has sent a thousand packets to each', async () =>
    (await sent()).every((packets) => packets > 1_000),
  );
  const [janusSent, { packets, bytes, seconds }] = await Promise.all([sent(), period.end()]);
  for (const [index, received] of packets.entries()) {
    // Janus is asked one handle after the other, while it sends.
    expect(received / (janusSent[index] ?? 0)).toBeCloseTo(1, 1);
  }
  const { kilobitsPerSecond } = stack.status.current().hops.publisher.figures;
  expect((8 * bytes) / 7 / seconds / 1_000 / (kilobitsPerSecond ?? 0)).toBeCloseTo(1, 0);

  await load.stop();
  expect(load.pids.some(isAlive)).toBe(false);
  await waitUntil('nobody watches', async () => (await admin.subscribers()).length === 0);
});

test('a subscriber that Janus refuses ends the load with what Janus said', async () => {
  const stack = await startTestStack({ publisher: 'none' });
  const load = startWebRtcLoad({ settings: stack.settings, publisherId: 42, subscribers: 2 });
  await expect(load).rejects.toThrow('Janus answered');
});

test('one round of the bench: everyone receives, viewers cost, nothing stays', async () => {
  const before = await descendants(process.pid);
  const [janus, nginx, ffmpeg] = await Promise.all([
    programPath('janus'),
    programPath('nginx'),
    programPath('ffmpeg'),
  ]);
  const plan = { repetitions: 1, measuredSeconds: 5, loads: [{ hls: 20, webrtc: 3 }], https: 20 };
  const { hls, webrtc, https, streamBitsPerSecond } = await runRepetition(
    plan,
    {
      programs: { janus, nginx, ffmpeg, chromium: '' },
      iceAddress: iceAddresses().find(({ family }) => family === 'IPv4')?.address ?? '',
      isQuick: true,
      loadBefore: 0,
      progress: { step() {}, end() {} },
      signal: new AbortController().signal,
    },
    '1/1',
  );
  for (const [way, viewers] of [[hls, 20] as const, [webrtc, 3] as const]) {
    const [load] = way.loads;
    expect(load).toMatchObject({ viewers, errors: 0 });
    expect((8 * (load?.bytesPerSecond ?? 0)) / viewers / streamBitsPerSecond).toBeCloseTo(1, 0);
    expect(load?.serverCores).toBeGreaterThan(way.idle.serverCores);
    expect(load?.generatorCores).toBeGreaterThan(0);
    expect(load?.serverMemoryBytes).toBeGreaterThan(1e6);
  }
  expect(https).toMatchObject({ viewers: 20, errors: 0 });
  // The same stream, and the same requests.
  const plain = hls.loads[0]?.bytesPerSecond ?? 0;
  expect((https?.bytesPerSecond ?? 0) / plain).toBeCloseTo(1, 0);
  expect(await descendants(process.pid)).toEqual(before);
});
