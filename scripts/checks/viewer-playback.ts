/** Whether a player of stage 06 plays, and how far behind the live edge. */
import { notYet } from '../labs/not-yet.ts';
import type { Text } from '../language/text.ts';
import type { ViewingLook } from './in-page/viewer.ts';
import { farSegments, nearSegments } from './tried-viewer.ts';
import type { Viewing } from './viewing.ts';

/** Less is a still picture, or a clock without one. */
export const movement = { frames: 5, seconds: 0.25 };
export const playLimitMilliseconds = 4_000;
/** hls.js asks for the playlist at once. */
const askLimitMilliseconds = 1_500;

/** Two players of one stream, each told another distance, for as long as a segment. */
export interface Distances {
  near: readonly ViewingLook[];
  far: readonly ViewingLook[];
}

/** The picture moves. */
export async function checkPlays(viewer: Viewing): Promise<void> {
  const begun = performance.now();
  const asksNothing = () =>
    viewer.requests.length === 0 && performance.now() - begun > askLimitMilliseconds;
  const look = await viewer.lookUntil(
    (now) => isPlaying(now) || asksNothing(),
    playLimitMilliseconds,
  );
  if (isPlaying(look)) return;
  viewer.expectNothingUncaught();
  if (asksNothing()) {
    notYet('nothing-asked-for', {
      expected: pictureMoves,
      seen: {
        en: 'The playlist was never asked for. Does hls.js know what to load?',
        es: 'La lista nunca se pidió. ¿Sabe hls.js qué cargar?',
      },
    });
  }
  notYet('does-not-play', { expected: pictureMoves, seen: stillPicture(look) });
}

/** Looks once both play. */
export async function watchDistances(viewer: Viewing, farViewer: Viewing): Promise<Distances> {
  await Promise.all(
    [viewer, farViewer].map((each) => each.lookUntil(isPlaying, playLimitMilliseconds)),
  );
  // A whole segment long: the edge moves in steps.
  const [nearLooks, farLooks] = await Promise.all([viewer.watch(1_000), farViewer.watch(1_000)]);
  return { near: nearLooks, far: farLooks };
}

/** Who is told to stay farther behind is farther behind. */
export function checkDistance(looks: Distances): void {
  const behind = { near: meanBehind(looks.near), far: meanBehind(looks.far) };
  if (behind.far - behind.near > (farSegments - nearSegments) / 2) return;
  notYet('distance-not-chosen', {
    expected: {
      en: `A player that is told to stay ${farSegments} segments behind the live edge is about ${farSegments - nearSegments} s later than one that is told ${nearSegments}.`,
      es: `Un reproductor al que se le dice que vaya ${farSegments} segmentos detrás del borde en vivo va unos ${farSegments - nearSegments} s más atrás que uno al que se le dice ${nearSegments}.`,
    },
    seen: {
      en: `They were ${behind.far.toFixed(1)} s and ${behind.near.toFixed(1)} s behind.`,
      es: `Iban ${behind.far.toFixed(1)} s y ${behind.near.toFixed(1)} s atrás.`,
    },
  });
}

/** Its picture moves, and its clock. */
export const isPlaying = ({ frames, playedSeconds }: ViewingLook): boolean =>
  frames >= movement.frames && playedSeconds >= movement.seconds;

const pictureMoves: Text = {
  en: `Within ${playLimitMilliseconds / 1_000} s, frames are decoded and the element’s clock goes on.`,
  es: `En ${playLimitMilliseconds / 1_000} s se decodifican cuadros y el reloj del elemento avanza.`,
};

/** What can be said of a picture that stands still. */
export function stillPicture({ frames, readyState, events }: ViewingLook): Text {
  const told = events.map((event) =>
    event.type === 'recovering' ? `${event.type} (${event.detail})` : event.type,
  );
  return {
    en: `The picture stood still after ${frames} frames; the element's readyState is ${readyState}. onEvent was told: ${told.join(', ') || 'nothing'}.`,
    es: `La imagen quedó quieta después de ${frames} cuadros; el readyState del elemento es ${readyState}. A onEvent se le dijo: ${told.join(', ') || 'nada'}.`,
  };
}

function meanBehind(looks: readonly ViewingLook[]): number {
  const seconds = looks.flatMap(({ behindEdgeSeconds }) => behindEdgeSeconds ?? []);
  return seconds.reduce((total, each) => total + each, 0) / Math.max(seconds.length, 1);
}
