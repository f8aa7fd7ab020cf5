/** The public playlist keeps the promises of RFC 8216 over 64 s with a change of publisher and a restart of FFmpeg. */
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { avOffset } from '../../scripts/checks/av-offset.ts';
import { brokenRules, removedTooSoon } from '../../scripts/checks/playlist-rules.ts';
import {
  fetchSegment,
  type RecordedSegment as SegmentOf,
  watchPlaylist,
} from '../../scripts/checks/playlist-watch.ts';
import { programPath } from '../support/program.ts';
import { inspectSegment, type SegmentInspection } from '../support/segment.ts';
import { startTestPublisher } from '../support/test-publisher.ts';
import { isOk, startTestStack, type TestStack } from '../support/test-stack.ts';

type RecordedSegment = SegmentOf<{ content: Buffer; inspection: SegmentInspection }>;

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
  const watching = watchPlaylist(stack.playlistUrl, {
    pollMilliseconds,
    signal: over.signal,
    // Looked at while the next one is being made.
    async takeSegment(url) {
      const content = await fetchSegment(url);
      return { content, inspection: await inspectSegment(content) };
    },
  });

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
  expect(brokenRules(record)).toEqual([]);
  const { versions } = record;
  expect(versions.map(({ playlist }) => playlist.targetDuration)).toContain(1);
  const last = versions.at(-1)?.playlist;
  expect(last?.discontinuitySequenceBase, 'a discontinuity slid out').toBeGreaterThan(0);

  const segments = [...record.segments.entries()].toSorted(([a], [b]) => a - b).map(([, s]) => s);
  const changes = segments.filter(({ discontinuity }) => discontinuity).length;
  expect(changes, 'changes of session').toBe(2);
  const removed = await removedTooSoon(stack.playlistUrl, record);
  expect(removed.asked, 'segments removed a short while ago').toBeGreaterThan(2);
  expect(removed.missing).toEqual([]);
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
      await Promise.all(ofSession.map(({ taken }) => taken)),
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

/** RFC 8216, section 3.2 (PAT and PMT) and 4.3.5.1 (independent segments). */
async function expectSegmentsToStandAlone(segments: readonly RecordedSegment[]): Promise<void> {
  for (const { uri, taken } of segments) {
    const { beginsWithTables, firstNalTypes, decodingErrors } = (await taken).inspection;
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
  for (const { uri, discontinuity, taken } of segments) {
    const { frames } = (await taken).inspection;
    const firstSeconds = frames[0]?.ptsSeconds ?? Number.NaN;
    if (!discontinuity && lastSeconds !== undefined) {
      const gapSeconds = firstSeconds - lastSeconds - frameSeconds;
      expect(Math.abs(gapSeconds), `gap before ${uri}, in seconds`).toBeLessThan(frameSeconds);
    }
    lastSeconds = frames.at(-1)?.ptsSeconds;
  }
}
