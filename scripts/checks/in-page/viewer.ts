/** Runs in the page of lab 06: calls the student's `play` for as many video elements as wanted, and keeps what is seen of them. */
import type { Play, Player, PlayerEvent, PlayerStatistics } from '../../../labs/stages.ts';
import { wordsOf } from './load-stage.ts';
import { type PendingTimer, pendingTimers, uncountedTimeout } from './timers.ts';

export interface ViewingLook {
  /** What `play`, `statistics` or `stop` threw. */
  error: { message: string; stack?: string | undefined } | null;
  /** Of media that were played; jumps do not count. */
  playedSeconds: number;
  /** Decoded so far, also with earlier media sources. */
  frames: number;
  readyState: number;
  hasSource: boolean;
  /** By the element itself: from the picture to the end of what the playlist lists; null while unknown. */
  behindEdgeSeconds: number | null;
  statistics: PlayerStatistics | null;
  events: readonly PlayerEvent[];
}

declare global {
  interface Window {
    viewing: {
      /** A video element of this name, and `play` for it. */
      open(order: { name: string; url: string; liveSyncSegments: number }): void;
      look(name: string): ViewingLook;
      /** Stops the picture as a viewer does, for so many seconds. */
      pause(order: { name: string; seconds: number }): void;
      /**
       * Calls `stop`, twice.
       * @returns the timers of the whole page that are still to fire a moment later.
       */
      stop(name: string): Promise<PendingTimer[]>;
    };
  }
}

interface Viewing {
  video: HTMLVideoElement;
  player: Player | undefined;
  error: ViewingLook['error'];
  events: PlayerEvent[];
  /** Of the media source at the last look. */
  framesOfSource: number;
  frames: number;
  /** The element's `currentTime` at the last look. */
  lastTime: number;
  playedSeconds: number;
}

const viewings = new Map<string, Viewing>();
const viewingOf = (name: string): Viewing => {
  const viewing = viewings.get(name);
  if (!viewing) throw new Error(`No viewing "${name}"`);
  return viewing;
};

/** Calls something of the student's. */
function attempt<T>(viewing: Viewing, call: () => T): T | null {
  try {
    return call();
  } catch (error) {
    viewing.error ??= wordsOf(error);
    return null;
  }
}

/** What ends by itself has ended by then; the first new try after an error comes later. */
const momentMilliseconds = 100;

/** Looks are closer together than this. */
const jumpSeconds = 0.9;

function measure(viewing: Viewing): void {
  const { currentTime } = viewing.video;
  const moved = currentTime - viewing.lastTime;
  if (moved > 0 && moved < jumpSeconds) viewing.playedSeconds += moved;
  viewing.lastTime = currentTime;
  // A new media source counts from 0 again.
  const now = viewing.video.getVideoPlaybackQuality().totalVideoFrames;
  viewing.frames += now >= viewing.framesOfSource ? now - viewing.framesOfSource : now;
  viewing.framesOfSource = now;
}

function behindEdgeSeconds({ seekable, currentTime, readyState }: HTMLVideoElement): number | null {
  const isKnown = readyState > 0 && seekable.length > 0;
  const edge = isKnown ? seekable.end(seekable.length - 1) : Number.POSITIVE_INFINITY;
  return Number.isFinite(edge) ? edge - currentTime : null;
}

window.viewing = {
  open({ name, url, liveSyncSegments }) {
    const video = document.createElement('video');
    video.muted = true;
    video.width = 160;
    document.body.append(video);
    const viewing: Viewing = {
      ...{ video, player: undefined, error: null, events: [] },
      ...{ framesOfSource: 0, frames: 0, lastTime: 0, playedSeconds: 0 },
    };
    viewings.set(name, viewing);
    const { play } = window.stage as { play: Play };
    const onEvent = (event: PlayerEvent) => void viewing.events.push(event);
    viewing.player =
      attempt(viewing, () => play(video, url, { liveSyncSegments, onEvent })) ?? undefined;
  },
  look(name) {
    const viewing = viewingOf(name);
    const { video, player, events } = viewing;
    measure(viewing);
    const statistics = attempt(viewing, () => player?.statistics() ?? null);
    return {
      error: viewing.error,
      playedSeconds: viewing.playedSeconds,
      frames: viewing.frames,
      readyState: video.readyState,
      hasSource: video.hasAttribute('src') || video.srcObject !== null,
      behindEdgeSeconds: behindEdgeSeconds(video),
      statistics,
      events: [...events],
    };
  },
  pause({ name, seconds }) {
    const { video } = viewingOf(name);
    video.pause();
    uncountedTimeout(() => video.play().catch(() => {}), seconds * 1_000);
  },
  stop(name) {
    const viewing = viewingOf(name);
    attempt(viewing, () => viewing.player?.stop());
    attempt(viewing, () => viewing.player?.stop());
    return new Promise((resolve) => {
      uncountedTimeout(() => resolve(pendingTimers()), momentMilliseconds);
    });
  },
};
