/**
 * Speaks RTCP to one FFmpeg in Janus's place: Janus forwards RTP only, and without sender reports
 * FFmpeg can neither align sound and picture nor learn that a publisher has left.
 */
import { createSocket, type Socket } from 'node:dgram';
import { goodbye, senderReport } from '../media/rtp.ts';
import type { FfmpegInlet } from './ffmpeg-inlet.ts';
import type { MediaTap, TappedStream } from './media-tap.ts';

/** RFC 3550, section 6.2 has 5 s as the usual interval; a shorter one follows clock skew in smaller steps. */
const reportIntervalMilliseconds = 1_000;

export type TappedStreams = Pick<MediaTap, 'audio' | 'video'>;

export class RtcpCompanion {
  readonly #inlet: FfmpegInlet;
  readonly #tap: TappedStreams;
  readonly #socket: Socket = createSocket('udp4');
  readonly #timer: NodeJS.Timeout;

  /**
   * Sends one sender report per stream now, and again every second until `close`.
   * The first ones must reach FFmpeg before the media does: it then starts both streams on one clock.
   */
  constructor(inlet: FfmpegInlet, tap: TappedStreams) {
    this.#inlet = inlet;
    this.#tap = tap;
    // A socket that is not bound would take datagrams on every interface.
    this.#socket.on('error', () => {}); // A report that is lost is followed by the next.
    this.#socket.bind({ address: inlet.address, port: 0, exclusive: true });
    this.#report();
    this.#timer = setInterval(() => this.#report(), reportIntervalMilliseconds);
  }

  /** Says BYE for both streams: FFmpeg takes it as the end of its input, writes its last segment and ends. */
  sayGoodbye(): void {
    for (const { stream, port } of this.#targets()) {
      // RTCP packets travel in compounds that begin with a report (RFC 3550, section 6.1);
      // FFmpeg does not read a BYE that comes alone.
      this.#send(Buffer.concat([this.#reportOn(stream), goodbye(stream.ssrc)]), port);
    }
  }

  close(): void {
    clearInterval(this.#timer);
    this.#socket.close();
  }

  #report(): void {
    for (const { stream, port } of this.#targets()) {
      // Nothing is known yet about a stream of which no packet came, such as a muted microphone.
      if (stream.packets > 0) this.#send(this.#reportOn(stream), port);
    }
  }

  #reportOn({ ssrc, mapping }: TappedStream): Buffer {
    const wallClockMilliseconds = Date.now();
    const rtpTimestamp = mapping.rtpTimestampAt(wallClockMilliseconds) ?? 0;
    return senderReport({ ssrc, wallClockMilliseconds, rtpTimestamp });
  }

  #targets() {
    return [
      { stream: this.#tap.audio, port: this.#inlet.rtcpAudio },
      { stream: this.#tap.video, port: this.#inlet.rtcpVideo },
    ];
  }

  #send(packet: Buffer, port: number): void {
    this.#socket.send(packet, port, this.#inlet.address);
  }
}
