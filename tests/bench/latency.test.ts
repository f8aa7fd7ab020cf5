/** The meter of `npm run bench -- latency` against a playback that is delayed by a known time. */
import { setTimeout as delay } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import {
  measurePlaylistBudget,
  measureRoomBudget,
  sumOfBudget,
} from '../../scripts/bench/latency/budget.ts';
import { openPlaylistViewer } from '../../scripts/bench/latency/viewers.ts';
import { watchProfile } from '../../scripts/bench/latency/watch-profile.ts';
import { distribution } from '../../scripts/bench/statistics.ts';
import { listsSegments } from '../../scripts/checks/own-stack.ts';
import { iceAddresses } from '../../scripts/system/addresses.ts';
import { launchBrowser } from '../support/browser.ts';
import { programPath } from '../support/program.ts';
import { startTestStack } from '../support/test-stack.ts';

const watchSeconds = 8;
const pauseSeconds = 3;

test('a playback delayed by 3 s reads 3 s more', { timeout: 120_000 }, async () => {
  // 10 s behind, the player has more than 3 s in hand: the pause is the only thing that happens.
  const stack = await startTestStack({ profile: 'classic' });
  await stack.waitForStatus('three segments', listsSegments(3), 60);
  await stack.pagesReady;
  const browser = await launchBrowser();
  onTestFinished(() => browser.close());
  const viewer = await openPlaylistViewer(browser, stack);
  // The player catches up by playing faster: here, nothing may.
  await viewer.page.evaluate(() => {
    const video = document.querySelector('video') as HTMLVideoElement;
    video.playbackRate = 1;
    Object.defineProperty(video, 'playbackRate', { get: () => 1, set: () => {} });
  });
  const read = async () => {
    await viewer.begin();
    await delay(watchSeconds * 1_000);
    const { frames, stalls } = await viewer.end();
    expect(stalls).toBe(0);
    expect(frames.length).toBeGreaterThan(watchSeconds * 2);
    return distribution(frames.map(({ glassToGlassSeconds }) => glassToGlassSeconds)).p50;
  };
  const before = await read();
  const pausedAt = await viewer.page.evaluate(() => {
    document.querySelector('video')?.pause();
    return performance.now();
  });
  // The pause is the truth that the meter has to find: as long as the page's own clock says.
  const playedAt = await viewer.page.waitForFunction(
    ({ since, milliseconds }) => {
      const now = performance.now();
      if (now - since < milliseconds) return false;
      document.querySelector('video')?.play();
      return now;
    },
    { since: pausedAt, milliseconds: pauseSeconds * 1_000 },
  );
  const pausedSeconds = (Number(await playedAt.jsonValue()) - pausedAt) / 1_000;
  expect(pausedSeconds).toBeGreaterThanOrEqual(pauseSeconds);
  expect(pausedSeconds).toBeLessThan(pauseSeconds + 0.05);
  const after = await read();
  console.log(`${before.toFixed(3)} s before the pause, ${after.toFixed(3)} s after it`);
  expect(Math.abs(after - before - pausedSeconds)).toBeLessThan(0.1);
});

test('the parts of the budget add up to what the screens show', { timeout: 120_000 }, async () => {
  const [iceAddress] = iceAddresses();
  const [janus, nginx, ffmpeg, chromium] = await Promise.all(
    (['janus', 'nginx', 'ffmpeg', 'chromium'] as const).map(programPath),
  );
  const watched = await watchProfile(
    { profile: 'low', watchSeconds: [20], settleSeconds: 8 },
    {
      programs: {
        janus: janus ?? '',
        nginx: nginx ?? '',
        ffmpeg: ffmpeg ?? '',
        chromium: chromium ?? '',
      },
      iceAddress: iceAddress?.address ?? '',
      signal: new AbortController().signal,
    },
    () => {},
  );
  const { players = [], room } = watched.repetitions[0] ?? {};
  const medianOf = (frames: readonly { glassToGlassSeconds: number }[]) =>
    distribution(frames.map(({ glassToGlassSeconds }) => glassToGlassSeconds)).p50;
  const byPlaylist = medianOf(players.flatMap(({ frames }) => frames));
  const byRoom = medianOf(room?.frames ?? []);
  const playlistSum = sumOfBudget(measurePlaylistBudget(watched));
  const roomSum = sumOfBudget(measureRoomBudget(watched.repetitions));
  console.log(
    `HLS ${byPlaylist.toFixed(3)} s, parts ${playlistSum.toFixed(3)} s; WebRTC ${byRoom.toFixed(3)} s, parts ${roomSum.toFixed(3)} s`,
  );
  expect(Math.abs(playlistSum - byPlaylist)).toBeLessThan(0.2);
  expect(Math.abs(roomSum - byRoom)).toBeLessThan(0.02);
  expect(byRoom).toBeLessThan(byPlaylist / 5);
});
