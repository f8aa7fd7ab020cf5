/** The meters of `npm run bench -- weather` against pauses and wounds that are known. */
import { readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import {
  causeOfDeath,
  pictureFreezes,
  playheadStalls,
} from '../../scripts/bench/weather/freezes.ts';
import { judgeSegments } from '../../scripts/bench/weather/judge-segments.ts';
import { openLoneViewer } from '../../scripts/bench/weather/viewers.ts';
import { viewerClients } from '../../scripts/bench/weather/weather-run.ts';
import { serveFolder } from '../../scripts/docs/serve-folder.ts';
import { launchBrowser } from '../support/browser.ts';
import { cutIntoSegments } from '../support/cut-into-segments.ts';
import { programPath } from '../support/program.ts';
import { makeSyntheticRecording } from '../support/synthetic-recording.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const pauseMilliseconds = 3_000;

test.each(viewerClients)(
  '%s: a picture held for 3 s is frozen for 3 s, and the playhead with it',
  {
    timeout: 60_000,
  },
  async (client) => {
    const folder = await temporaryFolder();
    await segmentsIn(folder, 20);
    await writeFile(join(folder, 'empty.html'), '<!doctype html>');
    const { url, close } = await serveFolder(folder);
    const browser = await launchBrowser();
    onTestFinished(async () => {
      await browser.close();
      await close();
    });
    const viewer = await openLoneViewer(browser, client, {
      pageUrl: `${url}/empty.html`,
      playlistUrl: `${url}/index.m3u8`,
    });
    await viewer.begin();
    // Before and after the pause the picture moves for a while.
    const heldMilliseconds = await viewer.page.evaluate(async (milliseconds) => {
      const video = document.querySelector('video') as HTMLVideoElement;
      const passes = (time: number) => new Promise((resolve) => setTimeout(resolve, time));
      await passes(2_000);
      video.pause();
      const pausedAt = performance.now();
      await passes(milliseconds);
      await video.play();
      const held = performance.now() - pausedAt;
      await passes(2_000);
      return held;
    }, pauseMilliseconds);
    const readings = await viewer.end();
    const frozen = pictureFreezes(readings);
    const stalled = playheadStalls(readings);
    console.log(
      `held ${heldMilliseconds.toFixed(0)} ms: ${JSON.stringify(frozen)}, ${JSON.stringify(stalled)}`,
    );
    expect(frozen.count).toBe(1);
    expect(Math.abs(frozen.seconds - heldMilliseconds / 1_000)).toBeLessThan(0.15);
    expect(stalled.count).toBe(1);
    expect(Math.abs(stalled.seconds - heldMilliseconds / 1_000)).toBeLessThan(0.15);
    expect(causeOfDeath(readings, 10)).toBeNull();
    expect(causeOfDeath(readings, 0.001)).toBe('no-picture');
  },
);

test('a wound in one segment of many is found in that one', { timeout: 60_000 }, async () => {
  const folder = await temporaryFolder();
  const files = await segmentsIn(folder, 20);
  const segments = files.map((file) => ({ name: basename(file), file }));
  const ffmpeg = await programPath('ffmpeg');
  const clean = await judgeSegments(segments, ffmpeg);
  expect(clean.filter(({ errors }) => errors > 0)).toEqual([]);

  const victim = files[1] ?? '';
  await writeFile(victim, withoutSomePackets(await readFile(victim)));
  const wounded = await judgeSegments(segments, ffmpeg);
  expect(wounded.filter(({ errors }) => errors > 0)).toEqual([
    { name: basename(victim), errors: expect.any(Number) },
  ]);
});

async function segmentsIn(folder: string, seconds: number): Promise<string[]> {
  const startEpochMilliseconds = Date.UTC(2026, 10, 26, 12, 0, 0, 500);
  const recording = await makeSyntheticRecording({ folder, startEpochMilliseconds, seconds });
  return cutIntoSegments(recording, folder);
}

const packetBytes = 188;

/** A few transport packets are missing in its middle, as where the radio lost them. */
function withoutSomePackets(segment: Buffer): Buffer {
  const middle = Math.floor(segment.length / packetBytes / 2) * packetBytes;
  return Buffer.concat([segment.subarray(0, middle), segment.subarray(middle + 4 * packetBytes)]);
}
