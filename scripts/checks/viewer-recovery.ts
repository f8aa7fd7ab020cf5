/** How a player of stage 06 gets over a late stream, a restarted origin and a missing segment. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { playlistUrl } from '../../labs/settings.ts';
import { notYet } from '../labs/not-yet.ts';
import type { Text } from '../language/text.ts';
import { settlesWithin } from '../system/settles-within.ts';
import type { ViewingLook } from './in-page/viewer.ts';
import { LiveMirror, segmentsOf } from './live-mirror.ts';
import { startNginx } from './live-origin.ts';
import { ownSettings } from './own-settings.ts';
import { mirrorOf, nearSegments, type TriedViewer } from './tried-viewer.ts';
import { isPlaying, movement, playLimitMilliseconds, stillPicture } from './viewer-playback.ts';
import { Viewing } from './viewing.ts';

const recoverLimitMilliseconds = 8_000;
/** A stream comes at the latest so long after a page was opened. */
const withoutStreamMilliseconds = 1_500;

/** How a viewer fares after something went wrong. */
export interface Outcome {
  look: ViewingLook;
  goesOn: boolean;
}

/** A viewer who came too early. */
export interface Late extends Outcome {
  /** While there was nothing to play. */
  early: ViewingLook;
}

/** The page is opened before there is a stream. */
export async function openLate(tried: TriedViewer): Promise<Late> {
  const mirror = await mirrorOf(tried, 'late', () => false, 'hidden');
  const viewing = await mirror.view();
  // Not before it has tried again, and been refused again.
  const early = await viewing.lookUntil(
    () => viewing.answers.length >= 2,
    withoutStreamMilliseconds,
  );
  await mirror.become('live');
  return { early, ...(await outcomeOf(viewing, movement.seconds)) };
}

/** The picture comes once the stream does. */
export function checkNoStreamYet(late: Outcome): void {
  expectPlaying(late, 'gives-up-at-start', {
    en: 'The playlist answered 404 for a second after the page was opened. hls.js calls that fatal at once, with no levels known.',
    es: 'La lista respondió 404 durante un segundo después de abrir la página. hls.js lo llama fatal de inmediato, sin conocer ningún nivel.',
  });
}

/** nginx goes away in mid-play, and comes back. */
export async function restartOrigin({
  page,
  settings,
  programs,
  scope,
}: TriedViewer): Promise<Outcome> {
  const own = await ownSettings({ profile: 'low' });
  scope.defer(own.remove);
  scope.signal.throwIfAborted();
  const mirror = await LiveMirror.start({ from: settings.paths.live, to: own.settings.paths.live });
  scope.defer(() => mirror.stop());
  scope.signal.throwIfAborted();
  const stopNginx = await startNginx(own.settings, programs, scope);
  const url = playlistUrl(own.settings);
  const order = { name: 'restart', url, liveSyncSegments: nearSegments };
  const viewing = await Viewing.open(page, order, scope.signal);
  const first = await viewing.lookUntil(isPlaying, playLimitMilliseconds);
  if (!isPlaying(first)) return { look: first, goesOn: false };
  await stopNginx();
  await mirror.become('empty');
  const answered = page.page.waitForResponse(url, { timeout: playLimitMilliseconds });
  answered.catch(() => {});
  await startNginx(own.settings, programs, scope);
  await settlesWithin(Promise.race([answered, abortOf(scope.signal)]), playLimitMilliseconds);
  scope.signal.throwIfAborted();
  await mirror.become('live');
  // More than all that was there when the origin went away.
  const seconds = (first.behindEdgeSeconds ?? 0) + 1;
  return outcomeOf(viewing, first.playedSeconds + seconds);
}

/** The picture goes on once the origin is back. */
export function checkRestart(restarted: Outcome): void {
  expectPlaying(restarted, 'gives-up-after-restart', {
    en: 'nginx was restarted in mid-play, and came back with an empty playlist first. hls.js calls that fatal and stops loading.',
    es: 'nginx se reinició en plena reproducción y volvió primero con una lista vacía. hls.js lo llama fatal y deja de cargar.',
  });
}

/** A segment is listed, and not there. */
export async function meetGap(tried: TriedViewer): Promise<Outcome> {
  const playlist = await readFile(join(tried.settings.paths.live, 'index.m3u8'), 'utf8');
  const newest = segmentsOf(playlist).at(-1)?.uri;
  const mirror = await mirrorOf(tried, 'gap', (name) => name === newest);
  const viewing = await mirror.view();
  // More than the segments before it.
  return outcomeOf(viewing, nearSegments + 0.6);
}

/** The picture goes on behind the gap, and nobody takes it for a breakdown. */
export function checkGap(outcome: Outcome): void {
  expectPlaying(outcome, 'stops-at-gap', {
    en: 'One segment answered 404. hls.js goes on behind it by itself.',
    es: 'Un segmento respondió 404. hls.js sigue después de él por su cuenta.',
  });
  const alarm = outcome.look.events.find(({ type }) => type === 'recovering');
  if (alarm?.type !== 'recovering') return;
  notYet('recovers-without-need', {
    expected: {
      en: 'Only what is fatal is recovered from. hls.js gets over a missing segment by itself.',
      es: 'Solo hay que recuperarse de lo fatal. hls.js supera por su cuenta un segmento que falta.',
    },
    seen: {
      en: `The player began to recover because of "${alarm.detail}".`,
      es: `El reproductor empezó a recuperarse por «${alarm.detail}».`,
    },
  });
}

/** @throws {NotYet} when it stands still and an error of the student's code was caught by nobody. */
export async function outcomeOf(viewing: Viewing, wantedSeconds: number): Promise<Outcome> {
  const goesOn = ({ playedSeconds }: ViewingLook) => playedSeconds >= wantedSeconds;
  const look = await viewing.lookUntil(goesOn, recoverLimitMilliseconds);
  if (!goesOn(look)) viewing.expectNothingUncaught();
  return { look, goesOn: goesOn(look) };
}

/** @throws {NotYet} with this reason when it stands still. */
export function expectPlaying({ look, goesOn }: Outcome, reason: string, what: Text): void {
  if (goesOn) return;
  const { en, es } = stillPicture(look);
  notYet(reason, {
    expected: {
      en: 'The picture goes on by itself, for as long as it takes.',
      es: 'La imagen sigue por sí sola, tarde lo que tarde.',
    },
    seen: { en: `${what.en} ${en}`, es: `${what.es} ${es}` },
  });
}

const abortOf = (signal: AbortSignal): Promise<unknown> =>
  new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
