/** Where the relay's packets go: one FFmpeg, whose packets are numbered without a gap. */
import type { Socket } from 'node:dgram';
import { RtpHeader, RtpPacket } from '../../media/rtp.ts';
import type { FfmpegInlet } from '../ffmpeg-inlet.ts';

export interface OutgoingPacket {
  /** RTP timestamp: kept, for the sender reports speak of it. */
  timestamp: number;
  ssrc: number;
  marker: boolean;
  payload: Buffer;
}

export class RtpOutlet {
  readonly inlet: FfmpegInlet;
  readonly #socket: Socket;
  readonly #payloadTypes: Readonly<Record<'audio' | 'video', number>>;
  readonly #sequence = { audio: 0, video: 0 };

  constructor(
    socket: Socket,
    inlet: FfmpegInlet,
    payloadTypes: Readonly<Record<'audio' | 'video', number>>,
  ) {
    this.#socket = socket;
    this.inlet = inlet;
    this.#payloadTypes = payloadTypes;
  }

  send(kind: 'audio' | 'video', { payload, ...packet }: OutgoingPacket): void {
    const header = new RtpHeader({
      ...packet,
      payloadType: this.#payloadTypes[kind],
      sequenceNumber: this.#sequence[kind],
    });
    this.#sequence[kind] = (this.#sequence[kind] + 1) & 0xffff;
    const port = kind === 'audio' ? this.inlet.rtpAudio : this.inlet.rtpVideo;
    this.#socket.send(new RtpPacket(header, payload).serialize(), port, this.inlet.address);
  }
}
