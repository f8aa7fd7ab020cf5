import Hls, { type HlsConfig } from 'hls.js';
import { watchPlayhead } from '../../../../labs/playback.ts';
import type { Play, PlayerEvent } from '../../../../labs/stages.ts';

/** hls.js itself tries loading for ever; only what it cannot try again comes to the handler. */
const forEver = {
  maxNumRetry: Number.POSITIVE_INFINITY,
  retryDelayMs: 400,
  maxRetryDelayMs: 2_000,
  shouldRetry: () => true,
};
const policy = {
  default: {
    maxTimeToFirstByteMs: 8_000,
    maxLoadTimeMs: 20_000,
    timeoutRetry: forEver,
    errorRetry: forEver,
  },
};

const configFor = (segments: number): Partial<HlsConfig> => ({
  liveSyncDurationCount: segments,
  liveMaxLatencyDurationCount: 2 * segments + 1,
  manifestLoadPolicy: policy,
  playlistLoadPolicy: policy,
});

export const play: Play = (video, url, { liveSyncSegments = 3, onEvent = () => {} } = {}) => {
  const hls = new Hls(configFor(liveSyncSegments));
  const pending = new Set<number>();
  const soon = (event: PlayerEvent, remedy: () => void) => {
    onEvent(event);
    const timer = window.setTimeout(() => {
      pending.delete(timer);
      remedy();
    }, 700);
    pending.add(timer);
  };
  const playhead = watchPlayhead(video, onEvent, () => {});
  let segment: string | null = null;
  hls.once(Hls.Events.MEDIA_ATTACHED, () => hls.loadSource(url));
  hls.on(Hls.Events.MEDIA_ATTACHED, () => playhead.resume());
  hls.on(Hls.Events.FRAG_CHANGED, (_name, { frag }) => {
    segment = frag.relurl ?? null;
  });
  hls.on(Hls.Events.ERROR, (_name, { fatal, type, details: detail }) => {
    if (!fatal) return;
    const retryInSeconds = 0.7;
    switch (type) {
      case Hls.ErrorTypes.NETWORK_ERROR:
        soon({ type: 'recovering', cause: 'network', detail, retryInSeconds }, () =>
          hls.levels.length > 0 ? hls.startLoad() : hls.loadSource(url),
        );
        break;
      default:
        soon({ type: 'recovering', cause: 'media', detail, retryInSeconds }, () =>
          hls.recoverMediaError(),
        );
    }
  });
  hls.attachMedia(video);
  return {
    statistics() {
      const edge = hls.latestLevelDetails?.edge;
      return {
        engine: 'hls.js',
        latencySeconds: edge === undefined ? null : edge - video.currentTime,
        bufferSeconds: 0,
        segment,
        level: null,
        stalls: playhead.stalls(),
      };
    },
    stop() {
      for (const timer of pending) window.clearTimeout(timer);
      playhead.stop();
      hls.detachMedia();
      hls.destroy();
    },
  };
};
