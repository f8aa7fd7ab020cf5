/**
 * A second forwarder of the same publisher, to the supervisor itself: how it sees the media
 * without standing in its way. It counts packets, notices keyframes and silence, and learns
 * the clock mapping that FFmpeg needs and Janus does not forward.
 */
import type { Socket } from 'node:dgram';
import type { Settings } from '../../labs/settings.ts';
import type { PublisherDescription } from '../../labs/stages.ts';
import type { RoomObserver } from '../janus/video-room.ts';
import { ClockMapping } from '../media/clock-mapping.ts';
import { isStereoOpus } from '../media/opus.ts';
import { isRtp, pictureLossIndication, RtpPacket, startsIdrPicture } from '../media/rtp.ts';
import { settlesWithin } from '../system/settles-within.ts';
import { openUdpSocket } from '../system/udp-socket.ts';

export type MediaKind = 'audio' | 'video';
const kinds = ['audio', 'video'] as const;

/** What the tap knows about one stream. */
export class TappedStream {
  readonly mapping: ClockMapping;
  packets = 0;
  lost = 0;
  ssrc = 0;
  #highestSequence: number | undefined;

  constructor(clockRateHz: number) {
    this.mapping = new ClockMapping(clockRateHz);
  }

  add(packet: RtpPacket, arrivalMilliseconds: number): void {
    const { sequenceNumber, ssrc, timestamp } = packet.header;
    this.packets += 1;
    this.ssrc = ssrc;
    this.mapping.add(timestamp, arrivalMilliseconds);
    const step = (sequenceNumber - (this.#highestSequence ?? sequenceNumber - 1)) & 0xffff;
    // A step of more than half the circle is a late packet: one of those counted lost before.
    if (step >= 0x8000) this.lost -= 1;
    else {
      this.lost += Math.max(0, step - 1);
      this.#highestSequence = sequenceNumber;
    }
  }
}

export class MediaTap {
  readonly audio: TappedStream;
  readonly video: TappedStream;
  /** When the last packet of any stream arrived, in ms since 1970. */
  lastPacketAt = Date.now();
  /** When the last keyframe began to arrive; null before the first. */
  lastKeyframeAt: number | null = null;
  keyframeIntervalSeconds: number | null = null;
  /** Of the newest packet; null before the first. */
  soundIsStereo: boolean | null = null;
  readonly #sockets: Record<MediaKind | 'rtcp', Socket>;
  readonly #janusHost: string;
  readonly #publisherId: number;
  readonly #room: RoomObserver;
  readonly #forwarders: number[] = [];
  #feedbackPort: number | undefined;
  #keyframeTimestamp: number | undefined;
  #pictureIsWhole = true;
  #onWholePicture: () => void = () => {};

  private constructor(
    settings: Settings,
    publisherId: number,
    room: RoomObserver,
    sockets: Record<MediaKind | 'rtcp', Socket>,
  ) {
    this.#janusHost = settings.janusHost;
    this.#publisherId = publisherId;
    this.#room = room;
    this.#sockets = sockets;
    this.audio = new TappedStream(settings.audio.clockRateHz);
    this.video = new TappedStream(settings.video.clockRateHz);
    for (const kind of kinds) {
      sockets[kind].on('message', (datagram) => this.#receive(kind, datagram));
    }
  }

  /** @throws {JanusError} when the publisher is gone or the forward is refused. */
  static async open(
    settings: Settings,
    publisher: PublisherDescription,
    room: RoomObserver,
  ): Promise<MediaTap> {
    const address = settings.mediaAddress;
    const [audio, video, rtcp] = await Promise.all([
      openUdpSocket(address),
      openUdpSocket(address),
      openUdpSocket(address),
    ]);
    const tap = new MediaTap(settings, publisher.id, room, { audio, video, rtcp });
    try {
      await room.stopForwardersTo(publisher.id, address);
      const forwarders = await room.forward({
        request: 'rtp_forward',
        room: settings.room.id,
        publisher_id: publisher.id,
        secret: settings.secrets.room,
        admin_key: settings.secrets.forward,
        host: address,
        streams: publisher.streams
          .filter((stream) => stream.type !== 'data')
          .map(({ mid, type }) => ({
            mid,
            port: (type === 'audio' ? audio : video).address().port,
            ...(type === 'video' ? { rtcp_port: rtcp.address().port } : {}),
          })),
      });
      tap.#forwarders.push(...forwarders.map((forwarder) => forwarder.stream_id));
      tap.#feedbackPort = forwarders.find((f) => f.type === 'video')?.local_rtcp_port;
      return tap;
    } catch (error) {
      tap.#closeSockets();
      throw error;
    }
  }

  /** Asks the publisher for a keyframe, by way of the forwarder's RTCP port. */
  requestKeyframe(): void {
    if (this.#feedbackPort === undefined) return;
    this.#sockets.rtcp.send(
      pictureLossIndication(this.video.ssrc),
      this.#feedbackPort,
      this.#janusHost,
    );
  }

  /**
   * Waits for the end of the picture that is being received: the moment to stop without cutting
   * one in half.
   * @returns false when it did not come in time, because the publisher stopped in the middle.
   */
  async untilPictureIsWhole(limitMilliseconds: number): Promise<boolean> {
    const whole = new Promise<void>((resolve) => {
      this.#onWholePicture = resolve;
    });
    return (await settlesWithin(whole, limitMilliseconds)) || this.#pictureIsWhole;
  }

  /** @param publisherIsThere false when it left, and its forwarders with it. */
  async close({ publisherIsThere }: { publisherIsThere: boolean }): Promise<void> {
    this.#closeSockets();
    // Janus 1.1 may crash when forwarders are stopped while it takes down their publisher.
    if (!publisherIsThere) return;
    await Promise.allSettled(
      this.#forwarders.map((id) => this.#room.stopForward(this.#publisherId, id)),
    );
  }

  #closeSockets(): void {
    for (const socket of Object.values(this.#sockets)) socket.close();
  }

  #receive(kind: MediaKind, datagram: Buffer): void {
    const now = Date.now();
    // Janus opens the way with datagrams that are no RTP.
    if (!isRtp(datagram)) return;
    const packet = RtpPacket.deSerialize(datagram);
    this.lastPacketAt = now;
    this[kind].add(packet, now);
    if (kind === 'audio') this.soundIsStereo = isStereoOpus(packet.payload);
    if (kind === 'video') {
      // The last packet of a picture carries the marker bit (RFC 6184, section 5.1).
      this.#pictureIsWhole = packet.header.marker;
      if (this.#pictureIsWhole) this.#onWholePicture();
    }
    const isKeyframe = kind === 'video' && startsIdrPicture(packet.payload);
    // An IDR picture of several slices or fragments has one timestamp: count it once.
    if (isKeyframe && packet.header.timestamp !== this.#keyframeTimestamp) {
      this.#keyframeTimestamp = packet.header.timestamp;
      if (this.lastKeyframeAt) this.keyframeIntervalSeconds = (now - this.lastKeyframeAt) / 1_000;
      this.lastKeyframeAt = now;
    }
  }
}
