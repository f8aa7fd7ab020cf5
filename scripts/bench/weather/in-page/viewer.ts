/** Runs in an empty page: one player that is left to itself, and a note of every picture it presents. */
import Hls, { Events } from 'hls.js';
import shaka from 'shaka-player';
import type { ViewerClient } from '../weather-run.ts';

export interface ViewerReadings {
  /** When each picture was presented: ms on the page's own clock. The first is the last before `begin`. */
  presented: number[];
  /** The playhead, looked at every so often: ms on that clock, and seconds. */
  playhead: [milliseconds: number, seconds: number][];
  beganAt: number;
  endedAt: number;
  /** What the player gave up with; null while it has not. */
  fatal: string | null;
}

declare global {
  interface Window {
    weatherViewer: {
      /** Begins to play. */
      open(client: ViewerClient, playlistUrl: string): void;
      /** How many pictures were presented since `open`. */
      pictures(): number;
      begin(): void;
      /** @returns what was noted since `begin`. */
      end(): ViewerReadings;
    };
  }
}

const lookMilliseconds = 50;
const rememberedSeconds = 120;
let presented: number[] = [];
let playhead: ViewerReadings['playhead'] = [];
let beganAt = 0;
let fatal: string | null = null;
let pictures = 0;

/** The players as their makers ship them: nobody listens to their errors but for the note. */
const begin: Readonly<Record<ViewerClient, (video: HTMLVideoElement, url: string) => void>> = {
  hls: (video, url) => playByHls(new Hls(), video, url),
  'hls-near': (video, url) => playByHls(new Hls({ liveSyncDurationCount: 2 }), video, url),
  shaka: (video, url) => void playByShaka(video, url),
};

function playByHls(hls: Hls, video: HTMLVideoElement, url: string): void {
  hls.on(Events.ERROR, (_event, error) => {
    if (error.fatal) fatal ??= `${error.type}: ${error.details}`;
  });
  hls.loadSource(url);
  hls.attachMedia(video);
}

async function playByShaka(video: HTMLVideoElement, url: string): Promise<void> {
  shaka.polyfill.installAll();
  const player = new shaka.Player();
  // Without this it ignores the time stamps in the segments and puts sound and picture each one after the
  // other: where pictures are missing, the two drift apart until nothing plays.
  player.configure('manifest.hls.sequenceMode', false);
  // It holds the playlist against the clock on the wall: where more time was lost than the list is long, it
  // forgets all segments, and fails at every list from then on (segment_index.js: "Iterator for 0").
  player.configure('manifest.availabilityWindowOverride', rememberedSeconds);
  // Critical is what it does not go on after by itself.
  const note = ({ severity, category, code }: shaka.util.Error) => {
    if (severity === shaka.util.Error.Severity.CRITICAL) {
      fatal ??= `Shaka error ${code}, category ${category}`;
    }
  };
  player.addEventListener('error', (event) =>
    note((event as unknown as { detail: shaka.util.Error }).detail),
  );
  await player.attach(video);
  await player.load(url).catch(note);
}

window.weatherViewer = {
  open(client, playlistUrl) {
    const video = document.createElement('video');
    video.muted = true;
    video.autoplay = true;
    video.width = 640;
    document.body.replaceChildren(video);
    const notePicture: VideoFrameRequestCallback = (now) => {
      pictures += 1;
      presented.push(now);
      video.requestVideoFrameCallback(notePicture);
    };
    video.requestVideoFrameCallback(notePicture);
    setInterval(() => playhead.push([performance.now(), video.currentTime]), lookMilliseconds);
    begin[client](video, playlistUrl);
  },
  pictures: () => pictures,
  begin() {
    presented = presented.slice(-1);
    playhead = [];
    beganAt = performance.now();
  },
  end: () => ({ presented, playhead, beganAt, endedAt: performance.now(), fatal }),
};
