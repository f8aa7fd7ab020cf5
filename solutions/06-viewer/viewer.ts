import Hls, { ErrorTypes, Events } from 'hls.js';
import type { Play, Player, PlayerOptions } from '../../labs/stages.ts';

/**
 * Stage 06: play the live playlist, and go on playing whatever happens on the other side.
 *
 * `Hls.isSupported()` is asked first: Chromium answers "maybe" to native HLS. The native way
 * is for Safari on an iPhone.
 *
 * @see https://github.com/video-dev/hls.js/blob/master/docs/API.md
 */
export const play: Play = (video, playlistUrl, options = {}) =>
  Hls.isSupported()
    ? playWithHlsJs(video, playlistUrl, options)
    : playNatively(video, playlistUrl, options);

function playWithHlsJs(
  video: HTMLVideoElement,
  playlistUrl: string,
  { liveSyncSegments = 3, onEvent = () => {} }: PlayerOptions,
): Player {
  let hls: Hls;
  let networkFailures = 0;
  let mediaFailures = 0;
  let mediaFailedAt = Number.NEGATIVE_INFINITY;
  let recovering = false;
  /** Of the newest segment. */
  let bitsPerSecond: number | null = null;
  let segment: string | null = null;
  let retry: ReturnType<typeof setTimeout> | undefined;

  const start = () => {
    hls = new Hls({
      liveSyncDurationCount: liveSyncSegments,
      // Two segments further behind than wanted, by a long stall or a pause: jump to the live edge.
      // Fewer would jump where playing faster (below) still catches up.
      liveMaxLatencyDurationCount: liveSyncSegments + 2,
      // What is lost in a short stall is caught up by playing up to 10 % faster.
      maxLiveSyncPlaybackRate: 1.1,
      // A live stream runs for hours: how many seconds to keep once they were played.
      backBufferLength: 30,
    });
    // After a recovery, too: an element that is given new media is paused.
    hls.on(Events.MEDIA_ATTACHED, () => playhead.resume());
    hls.on(Events.FRAG_BUFFERED, (_event, { frag, stats }) => {
      bitsPerSecond = (stats.total * 8) / frag.duration;
      mediaArrived();
    });
    hls.on(Events.FRAG_CHANGED, (_event, { frag }) => {
      segment = frag.relurl ?? null;
    });
    hls.on(Events.ERROR, (_event, { fatal, type, details }) => {
      if (!fatal) return;
      if (type === ErrorTypes.NETWORK_ERROR) recoverNetwork(details);
      else recoverMedia(details);
    });
    hls.loadSource(playlistUrl);
    hls.attachMedia(video);
  };

  // hls.js tries a few times by itself, then calls the error fatal and stops. A live stream
  // can be away for minutes and come back, so here nobody gives up.
  const recoverNetwork = (detail: string) => {
    networkFailures += 1;
    recover('network', detail, networkFailures, () => {
      // Without levels the first playlist never came: there is nothing yet to go on with.
      if (hls.levels.length === 0) hls.loadSource(playlistUrl);
      else hls.startLoad();
    });
  };

  const recoverMedia = (detail: string) => {
    const failedRecently = performance.now() - mediaFailedAt < recentMilliseconds;
    mediaFailures = failedRecently ? mediaFailures + 1 : 1;
    mediaFailedAt = performance.now();
    recover('media', detail, mediaFailures, () => {
      if (!failedRecently) return hls.recoverMediaError();
      // The gentle way did not last: a new Hls, a new MediaSource, at the live edge.
      hls.destroy();
      start();
    });
  };

  const recover = (
    cause: 'network' | 'media',
    detail: string,
    failures: number,
    remedy: () => void,
  ) => {
    const retryInSeconds = backoffSeconds(failures);
    recovering = true;
    onEvent({ type: 'recovering', cause, detail, retryInSeconds });
    clearTimeout(retry);
    retry = setTimeout(remedy, retryInSeconds * 1000);
  };

  const mediaArrived = () => {
    networkFailures = 0;
    if (recovering) onEvent({ type: 'recovered' });
    recovering = false;
  };

  /** For what hls.js does not notice: new media is there, and the picture stands still. */
  const stuck = (seconds: number) => {
    const playlist = hls.latestLevelDetails;
    if (!playlist || recovering) return;
    const { targetduration, edge } = playlist;
    // A stall may last until the next segments are there: three of them should have come by now.
    if (seconds < Math.max(shortestStuckSeconds, 3 * targetduration)) return;
    // Less than two segments ahead of the picture: the stream itself is late, not the decoder.
    if (edge - video.currentTime > 2 * targetduration) recoverMedia('stuck');
  };

  const playhead = watchPlayhead(video, onEvent, stuck);
  start();

  return {
    statistics: () => ({
      engine: 'hls.js',
      latencySeconds: hls.latency > 0 ? hls.latency : null,
      bufferSeconds: bufferAhead(video),
      segment,
      level: levelOf(video, bitsPerSecond),
      stalls: playhead.stalls(),
    }),
    stop() {
      clearTimeout(retry);
      playhead.stop();
      hls.destroy();
      release(video);
    },
  };
}

function playNatively(
  video: HTMLVideoElement,
  playlistUrl: string,
  { onEvent = () => {} }: PlayerOptions,
): Player {
  let failures = 0;
  let retry: ReturnType<typeof setTimeout> | undefined;

  const load = () => {
    video.src = playlistUrl;
    playhead.resume();
  };
  const failed = (detail: string) => {
    failures += 1;
    const retryInSeconds = backoffSeconds(failures);
    onEvent({ type: 'recovering', cause: 'network', detail, retryInSeconds });
    clearTimeout(retry);
    retry = setTimeout(load, retryInSeconds * 1000);
  };
  const listeners = new AbortController();
  const { signal } = listeners;
  video.addEventListener('error', () => failed(video.error?.message || 'error'), { signal });
  video.addEventListener('ended', () => failed('ended'), { signal });
  video.addEventListener(
    'playing',
    () => {
      if (failures > 0) onEvent({ type: 'recovered' });
      failures = 0;
    },
    { signal },
  );

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
      clearTimeout(retry);
      listeners.abort();
      playhead.stop();
      release(video);
    },
  };
}

/** A media error that comes back within this time was not mended by the gentle way. */
const recentMilliseconds = 20_000;

/** A picture may stand still this long for reasons that pass by themselves, such as a busy computer. */
const shortestStuckSeconds = 5;

/** Longer than a native player needs to start, which reloading would interrupt. */
const nativeReloadSeconds = 15;

/** Seconds until the next try: 0.5, 1, 2, then 4 for as long as it takes. */
const backoffSeconds = (failures: number): number => Math.min(2 ** (failures - 2), 4);

/**
 * Counts stalls, calls `onStuck` every second while a picture that should move stands still,
 * and knows whether it should: someone who presses pause means it.
 */
function watchPlayhead(
  video: HTMLVideoElement,
  onEvent: NonNullable<PlayerOptions['onEvent']>,
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
      wanted = false;
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
function bufferAhead({ buffered, currentTime }: HTMLVideoElement): number {
  for (let range = 0; range < buffered.length; range += 1) {
    if (buffered.start(range) <= currentTime && currentTime <= buffered.end(range)) {
      return buffered.end(range) - currentTime;
    }
  }
  return 0;
}

const levelOf = (video: HTMLVideoElement, bitsPerSecond: number | null) =>
  video.videoWidth > 0
    ? { widthPixels: video.videoWidth, heightPixels: video.videoHeight, bitsPerSecond }
    : null;

/** An element without a source holds no decoder, no MediaSource and no connection. */
function release(video: HTMLVideoElement): void {
  video.removeAttribute('src');
  video.load();
}
