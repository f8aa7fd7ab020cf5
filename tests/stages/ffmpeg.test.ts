/** Stage 04: what a real FFmpeg makes of real RTP with these arguments. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { SegmentProfileName, Settings } from '../../labs/settings.ts';
import { ownSettings } from '../../scripts/checks/own-settings.ts';
import { isLoopback, socketsOfProcess } from '../../scripts/checks/sockets-of-process.ts';
import { waitUntil } from '../../scripts/checks/wait-until.ts';
import type { RtpPacket } from '../../scripts/media/rtp.ts';
import { startFfmpeg } from '../../scripts/stack/ffmpeg-process.ts';
import { waitForUdpPort } from '../../scripts/system/sockets.ts';
import { sessionDescription } from '../../solutions/03-rtp-forward/forward.ts';
import { ffmpegArguments } from '../../solutions/04-ffmpeg/ffmpeg.ts';
import { avOffset } from '../hls/av-offset.ts';
import { type FolderWatch, type WatchedSegment, watchFolder } from '../support/folder-watch.ts';
import { programPath } from '../support/program.ts';
import { startRtpSource } from '../support/rtp-source.ts';
import { inspectSegment, nalUnits, packetTimes } from '../support/segment.ts';

/** Seconds; the encoder of the test makes 30 pictures a second. */
const pictureSeconds = 1 / 30;
/** Seconds: AAC packs 1024 samples into a frame (ISO/IEC 14496-3). */
const aacFrameSeconds = 1_024 / 48_000;
const nalType = { idr: 5, sps: 7, pps: 8, stapA: 24 } as const;

/** FFmpeg with the arguments of stage 04, fed by a real encoder. */
async function startStage(profile: SegmentProfileName) {
  const { settings, remove } = await ownSettings({ profile });
  onTestFinished(remove);
  const folder = join(settings.paths.sessions, 'one');
  const sdp = join(folder, 'session.sdp');
  await mkdir(folder);
  await writeFile(sdp, sessionDescription(settings));
  const output = watchFolder(folder);
  const ffmpeg = await startFfmpeg({
    command: await programPath('ffmpeg'),
    args: ffmpegArguments(settings, { sessionDescription: sdp, outputDirectory: folder }),
    logFile: join(settings.paths.logs, 'ffmpeg.log'),
  });
  onTestFinished(async () => {
    await ffmpeg.stop();
  });
  for (const port of [settings.ports.rtpAudio, settings.ports.rtpVideo]) {
    const wait = { port, pid: ffmpeg.pid, timeoutMilliseconds: 5_000 };
    expect(await waitForUdpPort(wait)).toBe('bound');
  }
  const source = await startRtpSource(settings);
  /** Waits until so many segments have ever been listed. */
  const untilSegments = (count: number) =>
    waitUntil(
      `${count} segments are made`,
      () => {
        output.look();
        return output.segments.size >= count;
      },
      (count + 4) * settings.profile.segmentSeconds * 1_000,
    );
  /** Ends it as the supervisor does, and looks a last time. */
  const end = async () => {
    source.sayGoodbye();
    expect(await ffmpeg.exited).toEqual({ code: 0, signal: null });
    output.look();
  };
  return { settings, ffmpeg, source, output, untilSegments, end };
}

test('low: a rolling playlist of segments of 1 s, that four seconds without sound do not break', async () => {
  const { settings, ffmpeg, source, output, untilSegments, end } = await startStage('low');
  const sockets = await socketsOfProcess(ffmpeg.pid);
  expect(sockets.filter((socket) => !isLoopback(socket))).toEqual([]);
  expect(sockets.length, 'RTP and RTCP ports').toBe(4);

  await untilSegments(7);
  // Four seconds: Opus packets last 20 ms.
  source.loseAudio(200);
  const before = output.segments.size;
  const segmentsSince = () => {
    output.look();
    return output.segments.size - before;
  };
  await waitUntil('the picture goes on without sound', () => segmentsSince() >= 2, 3_500);
  await waitUntil('the first segment is deleted', () => goneSegments(output).length > 0, 20_000);
  expectSegmentsToStay(output, settings);
  await end();

  expectRollingPlaylist(output, settings);
  const segments = [...output.segments.values()];
  expectLengths(segments.slice(0, -1), settings);
  await expectVideoUntouched(segments, source.videoPackets);
  await expectSoundWithoutHoles(segments);
  const offsets = await Promise.all([avOffset(segments.slice(0, 7)), avOffset(segments.slice(10))]);
  for (const { medianMilliseconds, offsetsMilliseconds } of offsets) {
    console.log(
      `sound against picture: ${offsetsMilliseconds.map((o) => o.toFixed(0)).join(', ')} ms`,
    );
    expect(Math.abs(medianMilliseconds), 'sound against picture').toBeLessThan(40);
  }
});

test('balanced: segments of 2 s, each of which can be joined', async () => {
  const { settings, output, untilSegments, end } = await startStage('balanced');
  await untilSegments(3);
  await end();
  expectRollingPlaylist(output, settings);
  const segments = [...output.segments.values()].slice(0, 3);
  expectLengths(segments, settings);
  for (const { content } of segments) {
    const { frames, ...found } = await inspectSegment(content);
    expect(found).toMatchObject({ beginsWithTables: true, decodingErrors: '' });
    expect(found.firstNalTypes).toEqual(
      expect.arrayContaining([nalType.sps, nalType.pps, nalType.idr]),
    );
    expect(frames[0]?.isKeyframe).toBe(true);
  }
});

const goneSegments = ({ segments }: FolderWatch) =>
  [...segments.values()].filter((segment) => segment.goneAt !== null);

/** A player reads the playlist at any moment: it is whole, moves on by one, and does not end. */
function expectRollingPlaylist({ playlists, writtenInPlace }: FolderWatch, { profile }: Settings) {
  expect([...writtenInPlace], 'files written in place').toEqual([]);
  let made = 0;
  for (const { endlist, targetDuration, mediaSequenceBase = 0, segments } of playlists) {
    expect(endlist, 'an end, which would be for good').toBe(false);
    expect(targetDuration).toBe(profile.targetDurationSeconds);
    expect(mediaSequenceBase + segments.length, 'segments made so far').toBeGreaterThan(made);
    made = mediaSequenceBase + segments.length;
    expect(segments.length, `segments listed of ${made}`).toBe(
      Math.min(made, profile.playlistSegments),
    );
  }
}

/** RFC 8216, section 6.2.2: for its own duration and that of the playlist. */
function expectSegmentsToStay(output: FolderWatch, { profile }: Settings) {
  const gone = goneSegments(output);
  const stayed = gone.map(({ goneAt, lastListedAt }) => ((goneAt ?? 0) - lastListedAt) / 1_000);
  const wanted = (1 + profile.playlistSegments) * profile.segmentSeconds;
  console.log(`deleted ${stayed.map((s) => s.toFixed(1)).join(', ')} s after the playlist forgot`);
  // FFmpeg counts in media time and whole segments, this test by the clock on the wall.
  const leewaySeconds = 1.5 * profile.segmentSeconds;
  for (const seconds of stayed) expect(seconds).toBeGreaterThan(wanted - leewaySeconds);
}

function expectLengths(segments: readonly WatchedSegment[], { profile }: Settings) {
  for (const { name, durationSeconds } of segments) {
    const difference = Math.abs(durationSeconds - profile.segmentSeconds);
    // A keyframe comes with the picture after it was asked for, and timers have their own mind.
    expect(difference, `${name}: ${durationSeconds} s`).toBeLessThan(5 * pictureSeconds);
  }
}

/** Every picture that was sent is there, at its time, and none is of another encoder. */
async function expectVideoUntouched(
  segments: readonly WatchedSegment[],
  packets: readonly RtpPacket[],
) {
  const { codec, times } = await packetTimes(joined(segments), 'v');
  expect(codec).toBe('h264');
  const timestamps = [...new Set(packets.map(({ header }) => header.timestamp))];
  // What came just before the goodbye was still waiting for missing packets (max_delay).
  expect(times.length).toBeGreaterThan(timestamps.length - 30);
  for (const [index, time] of times.slice(1).entries()) {
    const step = time - (times[index] ?? 0);
    const ticks = ((timestamps[index + 1] ?? 0) - (timestamps[index] ?? 0)) >>> 0;
    // Sender reports move the clock by some milliseconds, but never by a whole picture.
    const difference = Math.abs(step - ticks / 90_000);
    expect(difference, `picture at ${time} s`).toBeLessThan(pictureSeconds);
  }
  // The parameter sets say how the video was encoded: an encoder in between would write its own.
  const units = await Promise.all(segments.map(({ content }) => nalUnits(content)));
  const received = parameterSets(units.flat());
  expect(received.size, 'SPS and PPS').toBe(2);
  expect(received).toEqual(parameterSets(packets.flatMap(({ payload }) => nalUnitsOf(payload))));
}

const joined = (segments: readonly WatchedSegment[]): Buffer =>
  Buffer.concat(segments.map(({ content }) => content));

const parameterSets = (units: readonly Buffer[]): Set<string> =>
  new Set(
    units
      .filter(([header = 0]) => ([nalType.sps, nalType.pps] as number[]).includes(header & 0x1f))
      .map((unit) => unit.toString('hex')),
  );

/** A single NAL unit, or the units of a STAP-A (RFC 6184, section 5.7.1). Fragments are left as they are. */
function nalUnitsOf(payload: Buffer): Buffer[] {
  if (((payload[0] ?? 0) & 0x1f) !== nalType.stapA) return [payload];
  const units: Buffer[] = [];
  for (let at = 1; at + 2 < payload.length; ) {
    const size = payload.readUInt16BE(at);
    units.push(payload.subarray(at + 2, at + 2 + size));
    at += 2 + size;
  }
  return units;
}

/** The sound has no hole and no overlap of more than two frames, within segments or between them. */
async function expectSoundWithoutHoles(segments: readonly WatchedSegment[]) {
  const { codec, times } = await packetTimes(joined(segments), 'a');
  expect(codec).toBe('aac');
  for (const [index, time] of times.slice(1).entries()) {
    const difference = time - (times[index] ?? 0) - aacFrameSeconds;
    expect(Math.abs(difference), `sound at ${time} s`).toBeLessThan(2 * aacFrameSeconds);
  }
}
