/** What a session waits for before the media is forwarded to its FFmpeg. */
import { setTimeout as delay } from 'node:timers/promises';
import type { PublisherDescription } from '../../labs/stages.ts';
import { waitForUdpPort } from '../system/sockets.ts';
import type { FfmpegInlet } from './ffmpeg-inlet.ts';
import type { FfmpegProcess } from './ffmpeg-process.ts';
import type { MediaTap } from './media-tap.ts';
import { SessionError } from './session-error.ts';

/**
 * How much of each stream must be seen before its clock is believed. Publishers begin with a few
 * late pictures, while their encoder wakes up: half a second has some that are on time.
 */
const clockMilliseconds = 500;
const clockLimitMilliseconds = 1_500;
const ffmpegStartLimitMilliseconds = 5_000;

/** A packet that comes before FFmpeg listens is lost, and with it perhaps the only keyframe. */
export async function waitUntilListening(
  ffmpeg: FfmpegProcess,
  inlet: Pick<FfmpegInlet, 'rtpAudio' | 'rtpVideo'>,
  sdp: string,
): Promise<void> {
  for (const port of [inlet.rtpAudio, inlet.rtpVideo]) {
    const outcome = await waitForUdpPort({
      port,
      pid: ffmpeg.pid,
      timeoutMilliseconds: ffmpegStartLimitMilliseconds,
    });
    // RFC 8866, section 5.14: m=<media> <port> …
    const isNamed = new RegExp(`^m=[a-z]+ ${port}[ /]`, 'm').test(sdp);
    if (outcome !== 'bound' && !isNamed) {
      throw new SessionError('forward', {
        en: `The SDP names no stream on UDP port ${port}, so FFmpeg does not listen there.`,
        es: `El SDP no nombra ningún flujo en el puerto UDP ${port}, así que FFmpeg no escucha ahí.`,
      });
    }
    if (outcome !== 'bound') {
      throw new SessionError('ffmpeg', {
        en: `FFmpeg does not listen on UDP port ${port}: it ${outcome === 'exited' ? 'ended at once' : 'runs, but on other ports'}.`,
        es: `FFmpeg no escucha en el puerto UDP ${port}: ${outcome === 'exited' ? 'terminó de inmediato' : 'está en marcha, pero en otros puertos'}.`,
      });
    }
  }
}

/** A stream that stays silent (a muted microphone) must not hold up the other. */
export async function waitForClocks(tap: MediaTap, publisher: PublisherDescription): Promise<void> {
  const deadline = performance.now() + clockLimitMilliseconds;
  const kinds = (['audio', 'video'] as const).filter((kind) =>
    publisher.streams.some(({ type }) => type === kind),
  );
  const known = () =>
    kinds.every((kind) => tap[kind].mapping.observedMilliseconds >= clockMilliseconds);
  while (!known() && performance.now() < deadline) await delay(10);
}
