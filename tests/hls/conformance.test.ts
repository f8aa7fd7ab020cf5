/** The public playlist keeps the promises of RFC 8216 over 64 s with a change of publisher and a restart of FFmpeg. */
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { avOffset } from '../../scripts/checks/av-offset.ts';
import { programPath } from '../support/program.ts';
import { startTestPublisher } from '../support/test-publisher.ts';
import { isOk, startTestStack, type TestStack } from '../support/test-stack.ts';
import { type PlaylistRecord, type RecordedSegment, watchPlaylist } from './playlist-watch.ts';

const pollMilliseconds = 150;
const watchSeconds = 64;
/** Milliseconds, either sign: ITU-R BT.1359 has 45 ms (sound early) as what people notice. */
const offsetLimit = 40;
const nal = { idr: 5, sps: 7, pps: 8 } as const;

test('the public playlist conforms, and sound and picture agree, over 64 s with changes of session', {
  timeout: 150_000,
}, async () => {
  const stack = await startTestStack({ profile: 'low' });
  const first = await nextSession(stack);
  const over = new AbortController();
  const watching = watchPlaylist(stack.playlistUrl, pollMilliseconds, over.signal);

  // Each of the three sessions lasts a third: long enough for eight flashes and beeps.
  const sessionMilliseconds = (watchSeconds * 1_000) / 3;
  await delay(sessionMilliseconds);
  await startTestPublisher(stack.settings, 'other');
  const second = await nextSession(stack, first);
  await delay(sessionMilliseconds);
  process.kill(stack.status.current().hops.ffmpeg.figures.pid ?? 0, 'SIGKILL');
  const third = await nextSession(stack, second);
  await delay(sessionMilliseconds);
  over.abort();
  const record = await watching;

  expect(record.polls / watchSeconds, 'polls per second').toBeGreaterThan(4);
  expectSteadyTargetDuration(record);
  expectSequencesToCount(record);
  expect(record.versions.filter(({ playlist }) => playlist.endlist)).toHaveLength(0);

  const segments = [...record.segments.entries()].toSorted(([a], [b]) => a - b).map(([, s]) => s);
  const changes = segments.filter(({ discontinuity }) => discontinuity).length;
  expect(changes, 'changes of session').toBe(2);
  await expectRemovedSegmentsToStay(stack.playlistUrl, record);
  await expectSegmentsToStandAlone(segments);
  await expectNoGaps(segments);

  const startOrders = {
    'the publisher joins a stack that waits': first,
    'another publisher takes over': second,
    'FFmpeg comes to media that flows': third,
  };
  for (const [order, session] of Object.entries(startOrders)) {
    const ofSession = segments.filter(({ uri }) => uri.startsWith(`${session}-`));
    const { offsetsMilliseconds, medianMilliseconds } = await avOffset(
      ofSession,
      await programPath('ffmpeg'),
    );
    const shown = offsetsMilliseconds.map((offset) => offset.toFixed(0)).join(', ');
    console.log(`A/V offset when ${order}: median ${medianMilliseconds.toFixed(1)} ms (${shown})`);
    expect(offsetsMilliseconds.length, `flashes measured when ${order}`).toBeGreaterThan(5);
    expect(Math.abs(medianMilliseconds), `${order}: ${shown}`).toBeLessThanOrEqual(offsetLimit);
  }
});

/** Waits until another session than `before` feeds the playlist. */
async function nextSession(stack: TestStack, before?: string): Promise<string> {
  const { session } = await stack.waitForStatus(
    'a new session in the playlist',
    (status) =>
      status.session !== null && status.session.id !== before && isOk('playlist', 'nginx')(status),
  );
  return session?.id ?? '';
}

/** RFC 8216, sections 4.3.3.1 and 6.2.1. */
function expectSteadyTargetDuration({ versions }: PlaylistRecord): void {
  const targets = new Set(versions.map(({ playlist }) => playlist.targetDuration));
  expect([...targets]).toEqual([1]);
  for (const { playlist } of versions) {
    for (const { uri, duration } of playlist.segments) {
      expect(Math.round(duration), `${uri} lasts ${duration} s`).toBeLessThanOrEqual(1);
    }
  }
}

/** RFC 8216, section 6.2.2: both sequence numbers grow by one for each segment, or tag, removed. */
function expectSequencesToCount({ versions }: PlaylistRecord): void {
  for (const [index, { playlist }] of versions.slice(1).entries()) {
    const before = versions[index]?.playlist;
    if (!before) continue;
    const uris = new Set(playlist.segments.map(({ uri }) => uri));
    const removed = before.segments.filter(({ uri }) => !uris.has(uri));
    const removedTags = removed.filter(({ discontinuity }) => discontinuity).length;
    expect(playlist.mediaSequenceBase ?? 0).toBe((before.mediaSequenceBase ?? 0) + removed.length);
    expect(playlist.discontinuitySequenceBase ?? 0).toBe(
      (before.discontinuitySequenceBase ?? 0) + removedTags,
    );
  }
  const last = versions.at(-1)?.playlist;
  expect(last?.discontinuitySequenceBase, 'a discontinuity slid out').toBeGreaterThan(0);
}

/** RFC 8216, section 3.2 (PAT and PMT) and 4.3.5.1 (independent segments). */
async function expectSegmentsToStandAlone(segments: readonly RecordedSegment[]): Promise<void> {
  for (const { uri, inspection } of segments) {
    const { beginsWithTables, firstNalTypes, decodingErrors } = await inspection;
    expect(beginsWithTables, `${uri} begins with PAT and PMT`).toBe(true);
    expect(firstNalTypes, `${uri}: NAL units of its first picture`).toEqual(
      expect.arrayContaining([nal.sps, nal.pps, nal.idr]),
    );
    expect(decodingErrors, `${uri} decodes on its own`).toBe('');
  }
}

/** Between two segments of one session the picture goes on with the next frame. */
async function expectNoGaps(segments: readonly RecordedSegment[]): Promise<void> {
  const frameSeconds = 1 / 30;
  let lastSeconds: number | undefined;
  for (const { uri, discontinuity, inspection } of segments) {
    const { frames } = await inspection;
    const firstSeconds = frames[0]?.ptsSeconds ?? Number.NaN;
    if (!discontinuity && lastSeconds !== undefined) {
      const gapSeconds = firstSeconds - lastSeconds - frameSeconds;
      expect(Math.abs(gapSeconds), `gap before ${uri}, in seconds`).toBeLessThan(frameSeconds);
    }
    lastSeconds = frames.at(-1)?.ptsSeconds;
  }
}

/** RFC 8216, section 6.2.2: still there for its own duration and the playlist's after it was removed. */
async function expectRemovedSegmentsToStay(url: string, record: PlaylistRecord): Promise<void> {
  const playlistSeconds = Math.max(
    ...record.versions.map(({ playlist }) =>
      playlist.segments.reduce((sum, { duration }) => sum + duration, 0),
    ),
  );
  const now = Date.now();
  const removed = [...record.segments.values()].filter(({ lastListedAt, durationSeconds }) => {
    const secondsAgo = (now - lastListedAt) / 1_000;
    return secondsAgo > 0.5 && secondsAgo < durationSeconds + playlistSeconds - 0.5;
  });
  expect(removed.length, 'segments removed a short while ago').toBeGreaterThan(2);
  for (const { uri } of removed) {
    const response = await fetch(new URL(uri, url), { method: 'HEAD' });
    expect(response.status, `${uri}, removed a short while ago`).toBe(200);
  }
}
