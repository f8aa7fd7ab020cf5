/** What the probe says of a forward that was taken back, and of a gate that lets nothing through. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createSettings } from '../../../labs/settings.ts';
import { ForwardProbe } from '../../../scripts/probes/forward.ts';
import { processRemedies } from '../../../scripts/probes/remedies.ts';
import type { ProbeSources } from '../../../scripts/probes/sources.ts';
import { newSecrets } from '../../../scripts/stack/secrets.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => void vi.useRealTimers());

it('counts no packet as forwarded while there is no forwarder', () => {
  const settings = createSettings({ workDirectory: '/nowhere', secrets: newSecrets() });
  const { ports, audio, video } = settings;
  const forwarders = [
    { type: 'audio', port: ports.rtpAudio, pt: audio.payloadType },
    { type: 'video', port: ports.rtpVideo, pt: video.payloadType },
  ];
  const session = {
    id: '1',
    publisher: { streams: [{ type: 'audio' }, { type: 'video' }] },
    feed: { forwarders, fedSince: 0 as number | null },
    tap: { audio: { packets: 0 }, video: { packets: 0 } },
    relay: { counters: { handedOnFrames: 300 } },
    startedAt: new Date(0),
  };
  const remedies = processRemedies(settings);
  const sources = { settings, remedies, controller: { session, trouble: null } };
  const probe = new ForwardProbe(sources as unknown as ProbeSources);
  const lookASecondLater = () => {
    vi.advanceTimersByTime(1_000);
    session.tap.audio.packets += 50;
    session.tap.video.packets += 120;
    return probe.look();
  };
  lookASecondLater();
  const flowing = { videoPacketsPerSecond: 120, audioPacketsPerSecond: 50 };
  expect(lookASecondLater()).toMatchObject({ state: 'ok', figures: flowing });
  // FFmpeg stays without a picture, and yet is not to blame.
  session.relay.counters.handedOnFrames = 0;
  expect(lookASecondLater()).toMatchObject({
    state: 'broken',
    cause: { en: expect.stringContaining('stage 07') },
  });
  session.startedAt = new Date();
  expect(lookASecondLater()).toMatchObject({ state: 'ok', figures: flowing });
  session.feed = { forwarders: [], fedSince: null };
  expect(lookASecondLater()).toMatchObject({
    state: 'broken',
    figures: { videoPacketsPerSecond: 0, audioPacketsPerSecond: 0 },
  });
  session.feed = { forwarders, fedSince: 0 };
  expect(lookASecondLater()).toMatchObject({ state: 'ok', figures: flowing });
});
