/** What the relay costs, and how long it holds a picture when nothing is lost: fed with 1.5 Mbit/s. */
import type { Socket } from 'node:dgram';
import { setTimeout as delay } from 'node:timers/promises';
import type { Settings } from '../../../labs/settings.ts';
import { ownSettings } from '../../checks/own-settings.ts';
import type { Keeper } from '../../checks/room.ts';
import { RtpHeader, RtpPacket } from '../../media/rtp.ts';
import { inletOf } from '../../stack/ffmpeg-inlet.ts';
import { openUdpSocket } from '../../system/udp-socket.ts';
import { startLoadProcess } from '../load/load-process.ts';
import { costOf } from '../process-cost.ts';
import type { BenchResult } from '../results.ts';
import { distribution } from '../statistics.ts';

const loopback = '127.0.0.1';
const framesPerSecond = 30;
const packetsPerFrame = 6;
/** 30 × 6 × 1040 bytes are 1.5 Mbit/s. */
const payloadBytes = 1_040;
const soundPerSecond = 50;
/** While a process is new it costs more than later. */
const warmUpFrames = 3 * framesPerSecond;

/** @param keeper ends all of it. @param seconds how long it is measured. */
export async function measureRelay(
  keeper: Keeper,
  { seconds, signal }: { seconds: number; signal: AbortSignal },
): Promise<BenchResult<'weather'>['relay']> {
  const { settings, remove } = await ownSettings();
  keeper.defer(remove);
  const relay = startLoadProcess(new URL('./relay-process.ts', import.meta.url));
  keeper.defer(() => relay.stop());
  await relay.ask<boolean>(settings);

  const sockets = await Promise.all([
    openUdpSocket(loopback, inletOf(settings, 'A').rtpVideo),
    openUdpSocket(loopback, inletOf(settings, 'A').rtpAudio),
    openUdpSocket(loopback),
  ]);
  keeper.defer(async () => {
    for (const socket of sockets) socket.close();
  });
  const [out, , source] = sockets;
  const sentAt = new Map<number, number>();
  const delays: number[] = [];
  out.on('message', (datagram) => {
    const { header } = RtpPacket.deSerialize(datagram);
    const at = sentAt.get(header.timestamp);
    if (header.marker && at !== undefined) delays.push(performance.now() - at);
  });

  const feed = new Feed(source, settings, sentAt);
  await feed.send(warmUpFrames, signal);
  delays.length = 0;
  const before = costOf(relay.pid).cpuSeconds;
  const begun = performance.now();
  await feed.send(seconds * framesPerSecond, signal);
  const took = (performance.now() - begun) / 1_000;
  const cores = (costOf(relay.pid).cpuSeconds - before) / took;
  if (delays.length < seconds * framesPerSecond * 0.9) {
    throw new Error(
      `Of ${seconds * framesPerSecond} pictures the relay handed on ${delays.length}`,
    );
  }
  return { cores, addedMilliseconds: distribution(delays) };
}

/** Pictures and sound in real time, in packets as large as a browser's. */
class Feed {
  readonly #socket: Socket;
  readonly #settings: Settings;
  readonly #sentAt: Map<number, number>;
  readonly #sequence = { audio: 0, video: 0 };
  #frame = 0;
  #sounds = 0;

  constructor(socket: Socket, settings: Settings, sentAt: Map<number, number>) {
    this.#socket = socket;
    this.#settings = settings;
    this.#sentAt = sentAt;
  }

  async send(frames: number, signal: AbortSignal): Promise<void> {
    const begun = performance.now();
    for (let frame = 0; frame < frames; frame += 1) {
      this.#sendPicture();
      for (; this.#sounds * framesPerSecond < this.#frame * soundPerSecond; this.#sounds += 1) {
        this.#sendPacket(
          'audio',
          { timestamp: this.#sounds * 960, marker: false },
          Buffer.alloc(80),
        );
      }
      const due = begun + ((frame + 1) * 1_000) / framesPerSecond;
      await delay(Math.max(0, due - performance.now()), undefined, { signal });
    }
  }

  #sendPicture(): void {
    const timestamp = this.#frame * 3_000;
    const isKeyframe = this.#frame % (2 * framesPerSecond) === 0;
    if (isKeyframe) this.#sendPacket('video', { timestamp, marker: false }, parameterSets);
    for (let index = 0; index < packetsPerFrame; index += 1) {
      const marker = index === packetsPerFrame - 1;
      this.#sendPacket('video', { timestamp, marker }, fragment(index, isKeyframe));
    }
    this.#sentAt.set(timestamp, performance.now());
    this.#frame += 1;
  }

  #sendPacket(
    kind: 'audio' | 'video',
    header: { timestamp: number; marker: boolean },
    payload: Buffer,
  ): void {
    const { ports, mediaAddress } = this.#settings;
    const sequenceNumber = this.#sequence[kind];
    this.#sequence[kind] = (sequenceNumber + 1) & 0xffff;
    const { payloadType } = this.#settings[kind];
    const packet = new RtpPacket(
      new RtpHeader({ ...header, sequenceNumber, payloadType, ssrc: 1 }),
      payload,
    );
    const port = kind === 'audio' ? ports.rtpAudio : ports.rtpVideo;
    this.#socket.send(packet.serialize(), port, mediaAddress);
  }
}

/** A STAP-A with an SPS and a PPS (RFC 6184, section 5.7.1); nobody decodes them. */
const parameterSets = Buffer.from([0x18, 0, 2, 0x67, 1, 0, 2, 0x68, 1]);

/** A fragment of a NAL unit (RFC 6184, section 5.8). */
function fragment(index: number, isKeyframe: boolean): Buffer {
  const payload = Buffer.alloc(payloadBytes, 1);
  const isLast = index === packetsPerFrame - 1;
  payload[0] = 0x7c;
  payload[1] = (index === 0 ? 0x80 : 0) | (isLast ? 0x40 : 0) | (isKeyframe ? 5 : 1);
  return payload;
}
