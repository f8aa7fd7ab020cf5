/** Latency from the publisher's clock to this screen, read from the picture itself. */
import { clockIn } from './clock-in-video.ts';

/** One frame a second is read; after this no new one was shown. */
const stillMilliseconds = 2_500;

/** Beyond this it is no latency: the two machines' clocks differ. */
const largestLatencySeconds = 120;

/**
 * Reads the clock of one frame per second.
 * @param ended when aborted, no frame is read any more.
 * @returns what asks for the newest latency: seconds, or null while the picture has no clock.
 */
export function watchGlassToGlass(
  video: HTMLVideoElement,
  ended?: AbortSignal,
): () => number | null {
  const readClock = clockIn(video);
  let latencySeconds: number | null = null;
  /** Of the last frame that was shown, and when that was; milliseconds since 1970. */
  let last = { paintedAt: 0, shownAt: 0 };

  const read = () => {
    const paintedAt = readClock();
    const seconds = paintedAt === null ? null : (Date.now() - paintedAt) / 1000;
    if (paintedAt !== null) last = { paintedAt, shownAt: Date.now() };
    latencySeconds =
      seconds !== null && seconds >= 0 && seconds < largestLatencySeconds ? seconds : null;
  };

  // At the moment a frame is shown, not at any moment: its age then is the latency.
  const readNextFrame = () =>
    video.requestVideoFrameCallback(() => {
      if (ended?.aborted) return;
      read();
      setTimeout(readNextFrame, 1000);
    });
  readNextFrame();
  return () => {
    const isEmpty = video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA;
    if (video.paused || isEmpty || latencySeconds === null) return null;
    const now = Date.now();
    // A picture that stands still grows old; no frame comes to say so.
    const isStill = now - last.shownAt > stillMilliseconds;
    return isStill ? (now - last.paintedAt) / 1000 : latencySeconds;
  };
}
