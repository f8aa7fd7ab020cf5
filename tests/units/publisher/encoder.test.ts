/** The encoder with the real FFmpeg. */
import { readFile } from 'node:fs/promises';
import { expect, onTestFinished, test } from 'vitest';
import { waitUntil } from '../../../scripts/checks/wait-until.ts';
import { startsIdrPicture } from '../../../scripts/media/rtp.ts';
import { type Encoder, startEncoder } from '../../../scripts/publisher/encoder.ts';
import { pictureOptionsSchema } from '../../../scripts/publisher/picture-options.ts';
import { programPath } from '../../support/program.ts';

const picture = pictureOptionsSchema.parse({ widthPixels: 320, heightPixels: 180 });

interface Seen {
  pictures: Set<number>;
  audioPackets: number;
  /** First bytes of the pictures that are IDR, by timestamp. */
  keyframes: Map<number, Buffer>;
}

async function runningEncoder(): Promise<{ encoder: Encoder; seen: Seen }> {
  const seen: Seen = { pictures: new Set(), audioPackets: 0, keyframes: new Map() };
  let parameterSets = false;
  const encoder = await startEncoder({
    ffmpegPath: await programPath('ffmpeg'),
    picture,
    onLog: (line) => console.log(`ffmpeg: ${line}`),
    onRtp(kind, { header, payload }) {
      if (kind === 'audio') {
        seen.audioPackets += 1;
        return;
      }
      const isFirstOfPicture = !seen.pictures.has(header.timestamp);
      seen.pictures.add(header.timestamp);
      if (isFirstOfPicture) parameterSets = holdsParameterSets(payload);
      if (startsIdrPicture(payload) && parameterSets) seen.keyframes.set(header.timestamp, payload);
    },
  });
  onTestFinished(() => encoder.stop());
  return { encoder, seen };
}

/** A STAP-A (RFC 6184, section 5.7.1) that begins with an SPS, or an SPS alone. */
const holdsParameterSets = (payload: Buffer): boolean => {
  const type = (payload[0] ?? 0) & 0x1f;
  const sps = 7;
  return type === sps || (type === 24 && ((payload[3] ?? 0) & 0x1f) === sps);
};

const picturesShown = (seen: Seen, count: number) =>
  waitUntil(`${count} pictures`, () => seen.pictures.size >= count);

test('a keyframe comes when it is asked for, with SPS and PPS in front, and only then', async () => {
  const { encoder, seen } = await runningEncoder();
  await picturesShown(seen, 40);
  const before = seen.keyframes.size;
  expect(before, 'the first picture is the only keyframe').toBeLessThanOrEqual(1);

  for (let asked = 1; asked <= 3; asked++) {
    const pictures = seen.pictures.size;
    encoder.requestKeyframe();
    await waitUntil(`keyframe ${asked}`, () => seen.keyframes.size === before + asked, 2_000, {
      everyMilliseconds: 5,
    });
    // Delay of the pacer, and one frame interval: some 100 ms on an idle machine.
    expect(seen.pictures.size - pictures, 'pictures until the keyframe').toBeLessThan(15);
    await picturesShown(seen, seen.pictures.size + 10);
    expect(seen.keyframes.size, 'one request, one keyframe').toBe(before + asked);
  }
});

test('picture and sound flow at their rates', async () => {
  const { seen } = await runningEncoder();
  await picturesShown(seen, 15);
  const audioBefore = seen.audioPackets;
  const picturesBefore = seen.pictures.size;
  await picturesShown(seen, picturesBefore + 60);
  const seconds = (seen.pictures.size - picturesBefore) / picture.framesPerSecond;
  // 50 packets of 20 ms per second; a busy machine may leave pictures out, never sound.
  expect((seen.audioPackets - audioBefore) / seconds).toBeGreaterThan(45);
});

test('the end of FFmpeg is told, and a stop ends FFmpeg', async () => {
  const { encoder } = await runningEncoder();
  const [ffmpeg = 0] = await childProcesses();
  process.kill(ffmpeg, 'SIGKILL');
  expect(await encoder.failed).toBe('FFmpeg ended (SIGKILL)');

  const { encoder: second } = await runningEncoder();
  expect(await childProcesses()).toHaveLength(1);
  await second.stop();
  expect(await childProcesses()).toEqual([]);
});

test('a program that is not there is named', async () => {
  const start = startEncoder({
    ffmpegPath: '/nowhere/ffmpeg',
    picture,
    onRtp: () => {},
    onLog: () => {},
  });
  await expect(start).rejects.toThrow(/ended|does not start/);
  expect(await childProcesses()).toEqual([]);
});

/** Children of this process that run FFmpeg. */
async function childProcesses(): Promise<number[]> {
  const children = await readFile(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8');
  const pids = children.trim().split(' ').filter(Boolean).map(Number);
  const commands = await Promise.all(
    pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')),
  );
  return pids.filter((_, index) => /ffmpeg/.test(commands[index] ?? ''));
}
