/**
 * Speaks RTCP to one FFmpeg in Janus's place: Janus forwards RTP only, and without sender reports
 * FFmpeg can neither align sound and picture nor learn that a publisher has left.
 */
import type { Socket } from 'node:dgram';
import { goodbye, senderReport } from '../media/rtp.ts';
import { openUdpSocket } from '../system/udp-socket.ts';
import type { FfmpegInlet } from './ffmpeg-inlet.ts';
import type { MediaTap, TappedStream } from './media-tap.ts';

/** RFC 3550, section 6.2 has 5 s as the usual interval; a shorter one follows clock skew in smaller steps. */
const reportIntervalMilliseconds = 1_000;

export type TappedStreams = Pick<MediaTap, 'audio' | 'video'>;

export class RtcpCompanion {
  readonly #inlet: FfmpegInlet;
  readonly #tap: TappedStreams;
  readonly #socket: Socket;
  readonly #timer: NodeJS.Timeout;

  private constructor(inlet: FfmpegInlet, tap: TappedStreams, socket: Socket) {
    this.#inlet = inlet;
    this.#tap = tap;
    this.#socket = socket;
    this.#timer = setInterval(() => void this.#report(), reportIntervalMilliseconds);
  }

  /**
   * Sends one sender report per stream, and again every second until `close`.
   * @returns when the first ones have left. They must reach FFmpeg before the media does: it then starts
   * both streams on one clock.
   */
  static async open(inlet: FfmpegInlet, tap: TappedStreams): Promise<RtcpCompanion> {
    // A socket that is not bound would take datagrams on every interface.
    const companion = new RtcpCompanion(inlet, tap, await openUdpSocket(inlet.address));
    await companion.#report();
    return companion;
  }

  /** Says BYE for both streams: FFmpeg takes it as the end of its input, writes its last segment and ends. */
  sayGoodbye(): void {
    for (const { stream, port } of this.#targets()) {
      // RTCP packets travel in compounds that begin with a report (RFC 3550, section 6.1);
      // FFmpeg does not read a BYE that comes alone.
      void this.#send(Buffer.concat([this.#reportOn(stream), goodbye(stream.ssrc)]), port);
    }
  }

  close(): void {
    clearInterval(this.#timer);
    this.#socket.close();
  }

  async #report(): Promise<void> {
    // Nothing is known yet about a stream of which no packet came, such as a muted microphone.
    const known = this.#targets().filter(({ stream }) => stream.packets > 0);
    await Promise.all(known.map(({ stream, port }) => this.#send(this.#reportOn(stream), port)));
  }

  #reportOn(stream: TappedStream): Buffer {
    const { ssrc, mapping } = stream;
    const { audio, video } = this.#tap;
    const { longerMilliseconds } = (stream === audio ? video : audio).mapping;
    const wallClockMilliseconds = Date.now();
    const rtpTimestamp = mapping.rtpTimestampAt(wallClockMilliseconds, longerMilliseconds) ?? 0;
    return senderReport({ ssrc, wallClockMilliseconds, rtpTimestamp });
  }

  #targets() {
    return [
      { stream: this.#tap.audio, port: this.#inlet.rtcpAudio },
      { stream: this.#tap.video, port: this.#inlet.rtcpVideo },
    ];
  }

  /** A report that is lost is followed by the next. */
  #send(packet: Buffer, port: number): Promise<void> {
    return new Promise((sent) => {
      this.#socket.send(packet, port, this.#inlet.address, () => sent());
    });
  }
}
