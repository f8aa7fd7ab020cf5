import Hls, { ErrorTypes, Events } from 'hls.js';
import { bufferAhead, levelOf, playNatively, Retries, watchPlayhead } from '../../labs/playback.ts';
import type { Play, Player, PlayerOptions } from '../../labs/stages.ts';

// lab:begin context
/**
 * Stage 06: play the live playlist, and go on playing whatever happens on the other side.
 *
 * `Hls.isSupported()` is asked first: Chromium answers "maybe" to native HLS. The native way
 * is for Safari on an iPhone.
 *
 * @see https://github.com/video-dev/hls.js/blob/master/docs/API.md
 */
// lab:end
export const play: Play = (video, playlistUrl, options = {}) =>
  Hls.isSupported()
    ? playWithHlsJs(video, playlistUrl, options)
    : playNatively(video, playlistUrl, options);

function playWithHlsJs(
  video: HTMLVideoElement,
  playlistUrl: string,
  options: PlayerOptions,
): Player {
  const { onEvent = () => {} } = options;
  let hls: Hls;
  /** Of the newest segment. */
  let bitsPerSecond: number | null = null;
  let segment: string | null = null;

  const start = () => {
    hls = new Hls({
      // lab:begin config
      liveSyncDurationCount: options.liveSyncSegments ?? 3,
      // Two segments further behind than wanted, by a long stall or a pause: jump to the live edge.
      // Fewer would jump where playing faster (below) still catches up.
      liveMaxLatencyDurationCount: (options.liveSyncSegments ?? 3) + 2,
      // What is lost in a short stall is caught up by playing up to 10 % faster.
      maxLiveSyncPlaybackRate: 1.1,
      // A live stream runs for hours: how many seconds to keep once they were played.
      backBufferLength: 30,
      // lab:end
    });
    hls.on(Events.FRAG_BUFFERED, (_event, { frag, stats }) => {
      bitsPerSecond = (stats.total * 8) / frag.duration;
      retries.succeeded();
    });
    hls.on(Events.FRAG_CHANGED, (_event, { frag }) => {
      segment = frag.relurl ?? null;
    });
    // lab:begin source
    // lab:starter console.log('This should play:', playlistUrl);
    // After a recovery, too: an element that is given new media is paused.
    hls.on(Events.MEDIA_ATTACHED, () => playhead.resume());
    hls.loadSource(playlistUrl);
    hls.attachMedia(video);
    // lab:end
    hls.on(Events.ERROR, (_event, { fatal, type, details }) => {
      // lab:begin errors
      // lab:starter if (fatal && type === ErrorTypes.NETWORK_ERROR) console.log('It ends:', details);
      if (!fatal) return; // hls.js goes on by itself.
      if (type === ErrorTypes.NETWORK_ERROR) retries.network(details, remedies.network);
      else retries.media(details, remedies.media);
      // lab:end
    });
  };

  /** hls.js tries a few times by itself, then calls an error fatal and stops. What makes it go on: */
  const remedies = {
    network: () => {
      // lab:begin network
      // Without levels the first playlist never came: there is nothing yet to go on with.
      if (hls.levels.length === 0) hls.loadSource(playlistUrl);
      else hls.startLoad();
      // lab:end
    },
    media: (again: boolean) => {
      // lab:begin media
      // lab:starter console.log('The decoder gave up', again ? 'again.' : 'for the first time.');
      if (!again) return hls.recoverMediaError();
      // The gentle way did not last: a new Hls, a new MediaSource, at the live edge.
      hls.destroy();
      start();
      // lab:end
    },
  };

  /** For what hls.js does not notice: new media is there, and the picture stands still. */
  const stuck = (seconds: number) => {
    const playlist = hls.latestLevelDetails;
    if (!playlist || retries.isRecovering) return;
    const { targetduration, edge } = playlist;
    // A stall may last until the next segments are there: three of them should have come by now.
    if (seconds < Math.max(shortestStuckSeconds, 3 * targetduration)) return;
    // Less than two segments ahead of the picture: the stream itself is late, not the decoder.
    if (edge - video.currentTime > 2 * targetduration) retries.media('stuck', remedies.media);
  };

  const retries = new Retries(onEvent);
  const playhead = watchPlayhead(video, onEvent, stuck);
  start();

  return {
    statistics: () => ({
      engine: 'hls.js',
      latencySeconds: latencyOf(hls),
      bufferSeconds: bufferAhead(video),
      segment,
      level: levelOf(video, bitsPerSecond),
      stalls: playhead.stalls(),
    }),
    stop() {
      // lab:begin stop
      // lab:starter video.pause();
      retries.cancel();
      playhead.stop();
      hls.destroy();
      // lab:end
    },
  };
}

// lab:begin latency
// lab:starter const latencyOf = (_hls: Hls): number | null => null;
const latencyOf = (hls: Hls): number | null => (hls.latency > 0 ? hls.latency : null);
// lab:end

/** A picture may stand still this long for reasons that pass by themselves, such as a busy computer. */
const shortestStuckSeconds = 5;
