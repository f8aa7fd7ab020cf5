/** Stage 03: what Janus forwards at its request, and what FFmpeg reads out of its SDP. */
import { spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import type { Settings } from '../../labs/settings.ts';
import { ownSettings } from '../../scripts/checks/own-settings.ts';
import { waitUntil } from '../../scripts/checks/wait-until.ts';
import { RtpPacket, startsIdrPicture } from '../../scripts/media/rtp.ts';
import { waitForUdpPort } from '../../scripts/system/sockets.ts';
import { forwardRequest, sessionDescription } from '../../solutions/03-rtp-forward/forward.ts';
import { programPath } from '../support/program.ts';
import { startTestPublisher } from '../support/test-publisher.ts';
import { openTestRoom } from '../support/test-room.ts';

const noSuchFeed = 428;
const unauthorized = 433;

/** A publisher on air in a real room, and nothing forwarded yet. */
async function publishedRoom() {
  const room = await openTestRoom('low');
  await startTestPublisher(room.settings, 'alice');
  return { ...room, publisher: await room.publishing('alice') };
}

/** Takes what arrives on a UDP port, in FFmpeg's place. */
async function receiveRtp(port: number) {
  const packets: RtpPacket[] = [];
  const socket = createSocket('udp4');
  onTestFinished(() => {
    socket.close();
  });
  socket.on('message', (datagram) => {
    // Janus opens the way with datagrams that are no RTP; RTP has version 2 (RFC 3550, section 5.1).
    if (datagram.length >= 12 && (datagram[0] ?? 0) >> 6 === 2) {
      packets.push(RtpPacket.deSerialize(datagram));
    }
  });
  socket.bind(port, '127.0.0.1');
  await once(socket, 'listening');
  return packets;
}

test('sound and picture arrive, each on its port and under its payload type', async () => {
  const { settings, observer, publisher } = await publishedRoom();
  const { ports, audio, video } = settings;
  const [sound, picture] = await Promise.all([
    receiveRtp(ports.rtpAudio),
    receiveRtp(ports.rtpVideo),
  ]);
  const forwarders = await observer.forward(forwardRequest(settings, publisher));
  expect(forwarders.map(({ type, port }) => `${type} ${port}`).toSorted()).toEqual([
    `audio ${ports.rtpAudio}`,
    `video ${ports.rtpVideo}`,
  ]);

  await waitUntil('a second of sound', () => sound.length > 50);
  await waitUntil('a keyframe', () => picture.some(({ payload }) => startsIdrPicture(payload)));
  const payloadTypes = (packets: RtpPacket[]) => new Set(packets.map((p) => p.header.payloadType));
  expect(payloadTypes(sound)).toEqual(new Set([audio.payloadType]));
  expect(payloadTypes(picture)).toEqual(new Set([video.payloadType]));

  const [first, last] = [sound[0], sound.at(-1)];
  const ticks = ((last?.header.timestamp ?? 0) - (first?.header.timestamp ?? 0)) >>> 0;
  // Opus packets last 20 ms here: their clock must be the one that the SDP promises.
  expect(ticks / (sound.length - 1)).toBeCloseTo(0.02 * audio.clockRateHz, -2);
});

test('without its secrets the request is refused; an unknown mid is not, and nothing arrives either way', async () => {
  const { settings, observer, publisher } = await publishedRoom();
  const request = forwardRequest(settings, publisher);
  const packets = await receiveRtp(settings.ports.rtpVideo);
  for (const wrong of [{ secret: 'wrong' }, { admin_key: 'wrong' }]) {
    const refused = observer.forward({ ...request, ...wrong });
    await expect(refused).rejects.toMatchObject({ code: unauthorized });
  }
  const gone = observer.forward({ ...request, publisher_id: publisher.id + 1 });
  await expect(gone).rejects.toMatchObject({ code: noSuchFeed });
  // To an unknown mid Janus says "success", and forwards nothing: only the empty list tells.
  const streams = [{ type: 'video', mid: 'unknown' } as const];
  expect(await observer.forward(forwardRequest(settings, { ...publisher, streams }))).toEqual([]);
  expect(packets).toEqual([]);
});

test('a publisher’s data channel is not asked for', async () => {
  const { settings, remove } = await ownSettings();
  onTestFinished(remove);
  const { streams } = forwardRequest(settings, {
    id: 1,
    streams: [
      { type: 'data', mid: '0' },
      { type: 'video', mid: 'v' },
    ],
  });
  expect(streams.map(({ mid }) => mid)).toEqual(['v']);
});

test('from the SDP and the packets FFmpeg learns everything about both streams', async () => {
  const { settings, observer, publisher } = await publishedRoom();
  const { audio, video } = settings;
  const { found } = await probe(settings);
  await observer.forward(forwardRequest(settings, publisher));
  const streams = await found;
  expect(streams).toHaveLength(2);
  expect(streams).toContainEqual(
    expect.objectContaining({
      codec_name: 'opus',
      sample_rate: String(audio.clockRateHz),
      channels: audio.channels,
    }),
  );
  expect(streams).toContainEqual(
    expect.objectContaining({
      codec_name: 'h264',
      time_base: `1/${video.clockRateHz}`,
      // These two stand in no SDP: they come with the SPS.
      width: 960,
      height: 540,
    }),
  );
});

/**
 * Starts ffprobe on the SDP of stage 03.
 * @returns once it listens: what it found, after it has seen enough.
 */
async function probe(settings: Settings): Promise<{ found: Promise<object[]> }> {
  const file = join(settings.paths.work, 'session.sdp');
  await writeFile(file, sessionDescription(settings));
  const ffprobe = spawn(await programPath('ffprobe'), [
    ...['-v', 'error', '-protocol_whitelist', 'file,udp,rtp'],
    ...['-localaddr', settings.loopbackAddress],
    ...['-show_streams', '-of', 'json', file],
  ]);
  onTestFinished(() => {
    ffprobe.kill('SIGKILL');
  });
  const output = text(ffprobe.stdout);
  for (const port of [settings.ports.rtpAudio, settings.ports.rtpVideo]) {
    const wait = { port, pid: ffprobe.pid ?? 0, timeoutMilliseconds: 5_000 };
    expect(await waitForUdpPort(wait)).toBe('bound');
  }
  return { found: output.then((json) => JSON.parse(json).streams) };
}
