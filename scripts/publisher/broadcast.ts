import type { JanusHandle } from '../janus/janus-client.ts';
import { type Encoder, startEncoder } from './encoder.ts';
import type { PictureOptions } from './picture-options.ts';
import { type Publication, startPublication } from './publication.ts';
import { SkewedClock } from './skewed-clock.ts';

/** Encoder and WebRTC connection together: the synthetic publisher on air. */
export interface Broadcast {
  /** Resolves with the reason when either ended without being asked to. */
  readonly failed: Promise<string>;
  /** Ends the publication, and FFmpeg. Idempotent. */
  stop(): Promise<void>;
  /** Resolves, after a stop, when the handle can publish again. */
  handleIsFree(): Promise<void>;
}

/**
 * Starts the encoder and publishes what it makes in the room that the handle has joined.
 * @throws {Error} when either does not come up; both are released then.
 */
export async function startBroadcast(
  handle: JanusHandle,
  options: { ffmpegPath: string; picture: PictureOptions; videoClockPartsPerMillion: number },
  log: (line: string) => void,
): Promise<Broadcast> {
  let encoder: Encoder | undefined;
  let publication: Publication | undefined;
  const videoClock = new SkewedClock(options.videoClockPartsPerMillion);
  const parts = await Promise.allSettled([
    startEncoder({
      ...options,
      onLog: (line) => log(`ffmpeg: ${line}`),
      onRtp(kind, packet) {
        if (kind === 'video') packet.header.timestamp = videoClock.tell(packet.header.timestamp);
        publication?.write(kind, packet);
      },
    }),
    startPublication(handle, () => encoder?.requestKeyframe()),
  ]);
  const [encoding, publishing] = parts;
  const stop = async () => {
    const running = [encoding, publishing].flatMap((part) =>
      part.status === 'fulfilled' ? [part.value.stop()] : [],
    );
    await Promise.all(running);
  };
  if (encoding.status === 'rejected' || publishing.status === 'rejected') {
    await stop();
    throw encoding.status === 'rejected'
      ? encoding.reason
      : (publishing as PromiseRejectedResult).reason;
  }
  encoder = encoding.value;
  publication = publishing.value;
  encoder.requestKeyframe();
  return {
    failed: Promise.race([encoder.failed, publication.failed]),
    stop,
    handleIsFree: publication.handleIsFree,
  };
}
