import Hls, { ErrorTypes, Events } from 'hls.js';
import { bufferAhead, levelOf, playNatively, Retries, watchPlayhead } from '../playback.ts';
import type { Play, Player, PlayerOptions } from '../stages.ts';

/**
 * Stage 06: play the live playlist, and go on playing whatever happens on
 * the other side. hls.js fetches playlist and segments and feeds them to
 * the video element (Media Source Extensions). What it needs beside that is
 * given in labs/playback.ts: waiting before a new try, watching the
 * picture, and Safari.
 */
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
      // TODO 1. Play `options.liveSyncSegments` segments behind the live
      // edge (3 when it is not given). Fall back to there when two more
      // behind, catch up at most 10 % faster, and keep 30 s of what was
      // played.
      // https://github.com/video-dev/hls.js/blob/master/docs/API.md#livesyncdurationcount
      // https://www.rfc-editor.org/rfc/rfc8216#section-6.3.3
    });
    hls.on(Events.FRAG_BUFFERED, (_event, { frag, stats }) => {
      bitsPerSecond = (stats.total * 8) / frag.duration;
      retries.succeeded();
    });
    hls.on(Events.FRAG_CHANGED, (_event, { frag }) => {
      segment = frag.relurl ?? null;
    });
    // TODO 2. Give hls.js the playlist and the video element. When the
    // media is attached, call `playhead.resume()`.
    // https://github.com/video-dev/hls.js/blob/master/docs/API.md#first-step-setup-and-support
    console.log('This should play:', playlistUrl);
    hls.on(Events.ERROR, (_event, { fatal, type, details }) => {
      // TODO 3. Only a fatal error needs you. Hand a network error and its
      // details to `retries.network` with the remedy for it, any other to
      // `retries.media`.
      // https://github.com/video-dev/hls.js/blob/master/docs/API.md#fatal-error-recovery
      if (fatal && type === ErrorTypes.NETWORK_ERROR) console.log('It ends:', details);
    });
  };

  /** hls.js tries a few times by itself, then calls an error fatal and stops. What makes it go on: */
  const remedies = {
    network: () => {
      // TODO 4. Load on. Where the first playlist never came, hls.js knows
      // no levels, and the source has to be loaded anew.
      // https://github.com/video-dev/hls.js/blob/master/docs/API.md#hlsstartloadstartposition-1-skipseektostartposition-false
    },
    media: (again: boolean) => {
      // TODO 5. Recover gently the first time. When that did not last
      // (`again`), destroy this hls.js and start a new one.
      // https://github.com/video-dev/hls.js/blob/master/docs/API.md#hlsrecovermediaerror
      console.log('The decoder gave up', again ? 'again.' : 'for the first time.');
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
      // TODO 6. Give everything back: the try that is still to come, the
      // watch on the picture, and hls.js with its requests and its element.
      // https://github.com/video-dev/hls.js/blob/master/docs/API.md#hlsdestroy
      video.pause();
    },
  };
}

// TODO 7. Seconds behind the live edge; null while hls.js does not know (it
// says 0 then).
// https://github.com/video-dev/hls.js/blob/master/docs/API.md#hlslatency
const latencyOf = (_hls: Hls): number | null => null;

/** A picture may stand still this long for reasons that pass by themselves, such as a busy computer. */
const shortestStuckSeconds = 5;
