/** Given to stage 06: what a player needs beside hls.js. */
import type { Player, PlayerOptions } from './stages.ts';

type OnEvent = NonNullable<PlayerOptions['onEvent']>;

/** A media error that comes back within this time was not mended by the gentle way. */
const recentMilliseconds = 20_000;

/** Longer than a native player needs to start, which reloading would interrupt. */
const nativeReloadSeconds = 15;

/** Seconds until the next try: 0.5, 1, 2, then 4 for as long as it takes. */
const backoffSeconds = (failures: number): number => Math.min(2 ** (failures - 2), 4);

/**
 * Tries again, for as long as it takes: a live stream can be away for minutes and come back.
 * Every try is told as a `recovering` event, and the end of it all as `recovered`.
 */
export class Retries {
  readonly #onEvent: OnEvent;
  #networkFailures = 0;
  #mediaFailures = 0;
  #mediaFailedAt = Number.NEGATIVE_INFINITY;
  #isRecovering = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(onEvent: OnEvent) {
    this.#onEvent = onEvent;
  }

  /** From the first failure until media arrives again. */
  get isRecovering(): boolean {
    return this.#isRecovering;
  }

  /** Something could not be loaded: calls the remedy after a while, longer from time to time. */
  network(detail: string, remedy: () => void): void {
    this.#networkFailures += 1;
    this.#later('network', detail, this.#networkFailures, remedy);
  }

  /** Something could not be decoded. The remedy is told whether this happened within the last 20 s, too. */
  media(detail: string, remedy: (again: boolean) => void): void {
    const again = performance.now() - this.#mediaFailedAt < recentMilliseconds;
    this.#mediaFailures = again ? this.#mediaFailures + 1 : 1;
    this.#mediaFailedAt = performance.now();
    this.#later('media', detail, this.#mediaFailures, () => remedy(again));
  }

  /** Media arrived: whatever was wrong is over. */
  succeeded(): void {
    this.#networkFailures = 0;
    if (this.#isRecovering) this.#onEvent({ type: 'recovered' });
    this.#isRecovering = false;
  }

  /** No try any more. */
  cancel(): void {
    clearTimeout(this.#timer);
  }

  #later(cause: 'network' | 'media', detail: string, failures: number, remedy: () => void): void {
    const retryInSeconds = backoffSeconds(failures);
    this.#isRecovering = true;
    this.#onEvent({ type: 'recovering', cause, detail, retryInSeconds });
    clearTimeout(this.#timer);
    this.#timer = setTimeout(remedy, retryInSeconds * 1000);
  }
}

/** Plays without hls.js: the way for Safari on an iPhone. */
export function playNatively(
  video: HTMLVideoElement,
  playlistUrl: string,
  { onEvent = () => {} }: PlayerOptions,
): Player {
  const retries = new Retries(onEvent);
  const load = () => {
    video.src = playlistUrl;
    playhead.resume();
  };
  const failed = (detail: string) => retries.network(detail, load);
  const listeners = new AbortController();
  const { signal } = listeners;
  video.addEventListener('error', () => failed(video.error?.message || 'error'), { signal });
  video.addEventListener('ended', () => failed('ended'), { signal });
  video.addEventListener('playing', () => retries.succeeded(), { signal });

  const playhead = watchPlayhead(video, onEvent, (seconds) => {
    // The element does not say whether there is more to play: load anew now and then.
    if (seconds % nativeReloadSeconds === 0) failed('stuck');
  });
  load();

  return {
    statistics: () => ({
      engine: 'native',
      latencySeconds:
        video.seekable.length > 0 ? lastEnd(video.seekable) - video.currentTime : null,
      bufferSeconds: bufferAhead(video),
      segment: null, // The element plays segments, but does not say which.
      level: levelOf(video, null),
      stalls: playhead.stalls(),
    }),
    stop() {
      retries.cancel();
      listeners.abort();
      playhead.stop();
      release(video);
    },
  };
}

/**
 * Counts stalls, calls `onStuck` every second while a picture that should move stands still,
 * and knows whether it should: someone who presses pause means it.
 */
export function watchPlayhead(
  video: HTMLVideoElement,
  onEvent: OnEvent,
  onStuck: (seconds: number) => void,
) {
  let wanted = true;
  let state: 'starting' | 'playing' | 'stalled' = 'starting';
  let stalls = 0;
  let lastTime = 0;
  let stuckSeconds = 0;

  const handlers = {
    play: () => {
      wanted = true;
    },
    pause: () => {
      // An element that cannot decode any further pauses, too.
      if (video.error === null) wanted = false;
    },
    playing: () => {
      if (state !== 'playing') onEvent({ type: 'playing' });
      state = 'playing';
    },
    waiting: () => {
      if (state !== 'playing' || video.seeking) return;
      state = 'stalled';
      stalls += 1;
      onEvent({ type: 'stalled' });
    },
  };
  for (const [name, handler] of Object.entries(handlers)) video.addEventListener(name, handler);

  const timer = setInterval(() => {
    stuckSeconds = video.paused || video.currentTime !== lastTime ? 0 : stuckSeconds + 1;
    lastTime = video.currentTime;
    if (stuckSeconds > 0) onStuck(stuckSeconds);
  }, 1000);

  return {
    stalls: () => stalls,
    /** Plays, unless the viewer had paused. A browser may refuse until someone clicks. */
    resume: () => {
      if (wanted) video.play().catch(() => {});
    },
    stop: () => {
      clearInterval(timer);
      for (const [name, handler] of Object.entries(handlers)) {
        video.removeEventListener(name, handler);
      }
    },
  };
}

const lastEnd = (ranges: TimeRanges): number => ranges.end(ranges.length - 1);

/** Seconds from the playhead to the end of the buffered range it is in. */
export function bufferAhead({ buffered, currentTime }: HTMLVideoElement): number {
  for (let range = 0; range < buffered.length; range += 1) {
    if (buffered.start(range) <= currentTime && currentTime <= buffered.end(range)) {
      return buffered.end(range) - currentTime;
    }
  }
  return 0;
}

/** What plays, or null while that is unknown. */
export const levelOf = (video: HTMLVideoElement, bitsPerSecond: number | null) =>
  video.videoWidth > 0
    ? { widthPixels: video.videoWidth, heightPixels: video.videoHeight, bitsPerSecond }
    : null;

/** An element without a source holds no decoder, no MediaSource and no connection. */
function release(video: HTMLVideoElement): void {
  video.removeAttribute('src');
  video.load();
}
