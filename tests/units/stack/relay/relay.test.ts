/** The relay on real sockets: what is lost on the way to it, and to whom the rest goes. */
import { createSocket } from 'node:dgram';
import { expect, onTestFinished, test } from 'vitest';
import type { Settings } from '../../../../labs/settings.ts';
import { ownSettings } from '../../../../scripts/checks/own-settings.ts';
import { RtpHeader, RtpPacket } from '../../../../scripts/media/rtp.ts';
import { inletOf } from '../../../../scripts/stack/ffmpeg-inlet.ts';
import { Relay } from '../../../../scripts/stack/relay/relay.ts';
import { openUdpSocket } from '../../../../scripts/system/udp-socket.ts';
import { frameGate } from '../../../../solutions/07-faults/gate.ts';
import { payloads, ticksPerFrame } from './rtp-packets.ts';

/** In place of an FFmpeg: what came there, by the numbers of the times. */
async function inletWithPackets(settings: Settings, name: 'A' | 'B') {
  const inlet = inletOf(settings, name);
  const came = { pictures: [] as number[], sounds: [] as number[] };
  for (const [port, numbers, ticks] of [
    [inlet.rtpVideo, came.pictures, ticksPerFrame],
    [inlet.rtpAudio, came.sounds, 960],
  ] as const) {
    const socket = await openUdpSocket(inlet.address, port);
    onTestFinished(() => void socket.close());
    socket.on('message', (datagram) => {
      const { header } = RtpPacket.deSerialize(datagram);
      // What goes before a picture has its time.
      const number = header.timestamp / ticks;
      if (numbers.at(-1) !== number) numbers.push(number);
    });
  }
  return { inlet, came };
}

/** Sends as Janus does. The numbers of the packets are those of the pictures and sounds. */
function janusTo({ mediaAddress, ports, audio, video }: Settings) {
  const socket = createSocket('udp4');
  onTestFinished(() => void socket.close());
  const send = (port: number, header: Partial<RtpHeader>, payload: Buffer) =>
    new Promise((sent) => {
      const packet = new RtpPacket(new RtpHeader({ ssrc: 7, marker: true, ...header }), payload);
      socket.send(packet.serialize(), port, mediaAddress, sent);
    });
  const picture = (sequenceNumber: number, payload: Buffer) => {
    const timestamp = sequenceNumber * ticksPerFrame;
    const { payloadType } = video;
    return send(ports.rtpVideo, { sequenceNumber, timestamp, payloadType }, payload);
  };
  return {
    keyframe: (number: number) => picture(number, payloads.idr),
    picture: (number: number) => picture(number, payloads.slice),
    sound: (sequenceNumber: number) => {
      const timestamp = sequenceNumber * 960;
      const { payloadType } = audio;
      return send(ports.rtpAudio, { sequenceNumber, timestamp, payloadType }, Buffer.from([1]));
    },
  };
}

test('the sound of a hole goes to the FFmpeg that takes over in it, and a keyframe is asked for before the hole is given up', async () => {
  const { settings, remove } = await ownSettings({ profile: 'balanced' });
  onTestFinished(remove);
  let asked = 0;
  const relay = await Relay.open({
    ...{ settings, frameGate },
    requestKeyframe: () => {
      asked += 1;
    },
  });
  onTestFinished(() => relay.close());
  const [before, after] = [
    await inletWithPackets(settings, 'A'),
    await inletWithPackets(settings, 'B'),
  ];
  const janus = janusTo(settings);

  const begun = relay.handTo(before.inlet, 'copy');
  await janus.keyframe(0);
  await begun;
  await janus.sound(0);
  await janus.picture(1);
  await expect.poll(() => before.came).toEqual({ pictures: [0, 1], sounds: [0] });

  // Picture 2 is lost.
  await janus.picture(3);
  const lostAt = performance.now();
  for (const number of [1, 2, 3]) await janus.sound(number);
  await expect.poll(() => asked).toBe(1);
  expect(performance.now() - lostAt).toBeGreaterThan(180);
  expect(relay.counters.gaps).toBe(0);

  const taken = relay.handTo(after.inlet, 'copy');
  await janus.keyframe(4);
  await taken;
  await janus.sound(4);
  await janus.picture(5);
  await expect.poll(() => after.came).toEqual({ pictures: [2, 4, 5], sounds: [1, 2, 3, 4] });
  expect(before.came).toEqual({ pictures: [0, 1], sounds: [0] });
  expect(relay.counters).toMatchObject({ gaps: 1, lostPackets: 1, droppedFrames: 1 });
});
