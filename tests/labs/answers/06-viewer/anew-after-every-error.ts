import Hls from 'hls.js';
import type { Play, PlayerStatistics } from '../../../../labs/stages.ts';

/** Whatever is fatal, a whole new player follows; distances in seconds, latency by the element. */
export const play: Play = (video, playlistUrl, { liveSyncSegments = 3, onEvent } = {}) => {
  const targetDurationSeconds = 1;
  let hls: Hls | undefined;
  let timer = 0;
  let isStopped = false;

  const start = () => {
    hls = new Hls({
      liveSyncDuration: liveSyncSegments * targetDurationSeconds,
      liveMaxLatencyDuration: (liveSyncSegments + 3) * targetDurationSeconds,
    });
    hls.attachMedia(video);
    hls.on(Hls.Events.MEDIA_ATTACHED, () => void video.play());
    hls.on(Hls.Events.ERROR, (_name, data) => {
      if (data.fatal) anew(data.type, data.details);
    });
    hls.loadSource(playlistUrl);
  };

  const anew = (type: string, detail: string) => {
    hls?.destroy();
    hls = undefined;
    if (isStopped) return;
    const cause = type === Hls.ErrorTypes.NETWORK_ERROR ? 'network' : 'media';
    onEvent?.({ type: 'recovering', cause, detail, retryInSeconds: 0.3 });
    timer = window.setTimeout(start, 300);
  };

  const behindEdge = () => {
    const { seekable, currentTime } = video;
    return seekable.length === 0 ? null : seekable.end(seekable.length - 1) - currentTime;
  };

  start();
  return {
    statistics: (): PlayerStatistics => ({
      engine: 'hls.js',
      latencySeconds: video.readyState > 0 ? behindEdge() : null,
      bufferSeconds: hls?.mainForwardBufferInfo?.len ?? 0,
      segment: null,
      level: null,
      stalls: 0,
    }),
    stop() {
      isStopped = true;
      window.clearTimeout(timer);
      hls?.destroy();
      hls = undefined;
    },
  };
};
