/** Runs in a viewer's page: reads the clock of the frames as they are shown, and notes what the player knew. */
import { clockIn } from '../../../pages/viewer/clock-in-video.ts';

export interface FrameReading {
  /** When it was on the screen, by the browser's own expectation: ms since 1970. */
  shownAt: number;
  /** From the publisher's clock to this screen. */
  glassToGlassSeconds: number;
  /**
   * Of that, what passed since the frame was there to be shown: by WebRTC since its last packet
   * arrived, in a player since its moment on the video element's own clock.
   */
  displaySeconds: number;
  /** How far the playhead is behind the live edge as the player knows it; null without a player. */
  behindEdgeSeconds: number | null;
}

export interface MeterReadings {
  frames: FrameReading[];
  /** Of the player, since `begin`. */
  stalls: number;
  /** When the player asked for each segment, which it does as soon as it knows it: ms since 1970. */
  segmentRequests: [name: string, epochMilliseconds: number][];
}

declare global {
  interface Window {
    latencyMeter: {
      /** Reads a few frames per second from now on. */
      begin(): void;
      /** @returns what was read since `begin`. */
      end(): MeterReadings;
    };
  }
}

const everyMilliseconds = 250;
let measuring: { frames: FrameReading[]; stallsBefore: number; isOver: boolean } | undefined;
const segmentRequests: MeterReadings['segmentRequests'] = [];

const player = () => window.workshopViewer?.statistics() ?? null;

/** The page's steady clock and the wall clock drift apart: compared anew each time. */
const toEpoch = (steadyMilliseconds: number): number =>
  Date.now() - (performance.now() - steadyMilliseconds);

new PerformanceObserver((list) => {
  for (const { name, startTime } of list.getEntries()) {
    if (!name.endsWith('.ts')) continue;
    segmentRequests.push([name.slice(name.lastIndexOf('/') + 1), toEpoch(startTime)]);
  }
}).observe({ type: 'resource', buffered: true });

window.latencyMeter = {
  begin() {
    const video = document.querySelector('video');
    if (!video) throw new Error('There is no video to look at');
    const measurement = { frames: [], stallsBefore: player()?.stalls ?? 0, isOver: false };
    measuring = measurement;
    segmentRequests.length = 0;
    // Chromium keeps 250 entries, and then no more.
    performance.setResourceTimingBufferSize(10_000);
    readFrames(video, measurement);
  },
  end() {
    if (!measuring) throw new Error('Nothing was begun');
    const { frames, stallsBefore } = measuring;
    measuring.isOver = true;
    return { frames, stalls: (player()?.stalls ?? 0) - stallsBefore, segmentRequests };
  },
};

function readFrames(video: HTMLVideoElement, measurement: NonNullable<typeof measuring>): void {
  const readClock = clockIn(video);
  const readNextFrame = () =>
    video.requestVideoFrameCallback((_now, { expectedDisplayTime, mediaTime, receiveTime }) => {
      if (measurement.isOver) return;
      const shownAt = toEpoch(expectedDisplayTime);
      // The playhead at that moment.
      const playhead = video.currentTime + (expectedDisplayTime - performance.now()) / 1_000;
      const paintedAt = readClock();
      if (paintedAt !== null) {
        measurement.frames.push({
          shownAt,
          glassToGlassSeconds: (shownAt - paintedAt) / 1_000,
          displaySeconds:
            receiveTime === undefined
              ? playhead - mediaTime
              : (expectedDisplayTime - receiveTime) / 1_000,
          behindEdgeSeconds: player()?.latencySeconds ?? null,
        });
      }
      setTimeout(readNextFrame, everyMilliseconds);
    });
  readNextFrame();
}
