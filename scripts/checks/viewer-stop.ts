/** What is left of a player of stage 06 after its `stop`. */
import { setTimeout as delay } from 'node:timers/promises';
import { type Finding, notYet } from '../labs/not-yet.ts';
import type { Text } from '../language/text.ts';
import type { ViewingLook } from './in-page/viewer.ts';
import { mirrorOf, type TriedViewer } from './tried-viewer.ts';
import type { Viewing } from './viewing.ts';

/** The first try of a playlist that is not there fails at once. */
const tryLimitMilliseconds = 1_000;
/** Longer than a playlist is old before it is asked for again, and than the first tries after an error. */
const quietMilliseconds = 1_800;

/** A player some time after its `stop`. */
export interface Stopped {
  what: Text;
  /** The first timer that goes on: what it is, and where in the student's file it began. */
  timer: string | undefined;
  look: ViewingLook;
  requests: readonly string[];
}

/**
 * One that plays, and one that waits for its next try.
 * @param waiting a page where nothing plays; `playing` is alone in its page, too: timers are counted by the page.
 */
export async function stopTwoWays(
  waiting: TriedViewer,
  playing: Viewing,
  whenWatched: Promise<unknown>,
): Promise<Stopped[]> {
  const stopped = async (viewing: Viewing, what: Text): Promise<Stopped> => {
    const [left] = await viewing.stop();
    const timer =
      left &&
      viewing.describe({ message: `${left.kind}, ${left.milliseconds} ms`, stack: left.stack });
    await delay(quietMilliseconds, undefined, { signal: waiting.scope.signal });
    return { what, timer, look: await viewing.look(), requests: viewing.requests };
  };
  const waits = async () => {
    const mirror = await mirrorOf(waiting, 'never', () => false, 'hidden');
    const viewing = await mirror.view();
    await viewing.lookUntil(
      ({ events }) => events.some(({ type }) => type === 'recovering'),
      tryLimitMilliseconds,
    );
    return stopped(viewing, { en: 'waited for its next try', es: 'esperaba su próximo intento' });
  };
  return Promise.all([
    whenWatched.then(() => stopped(playing, { en: 'played', es: 'estaba reproduciendo' })),
    waits(),
  ]);
}

/** It asks for nothing, holds nothing, and nothing in it ticks. */
export function checkStops(stopped: readonly Stopped[]): void {
  for (const { what, timer, look, requests } of stopped) {
    if (requests.length > 0) notYet('still-asks', stillAsks(what, requests));
    if (look.hasSource || look.readyState > 0) notYet('still-holds', stillHolds(what, look));
    if (timer !== undefined) notYet('timer-left', timerLeft(what, timer));
  }
}

const nothingLeft = (what: Text): Text => ({
  en: `After \`stop\` of a player that ${what.en}, it asks for nothing, its element holds nothing, and none of its timers goes on.`,
  es: `Después de \`stop\` de un reproductor que ${what.es}, no pide nada, su elemento no retiene nada y ninguno de sus temporizadores sigue.`,
});

const stillAsks = (what: Text, requests: readonly string[]): Finding => ({
  expected: nothingLeft(what),
  seen: {
    en: `In the ${quietMilliseconds / 1_000} s after it, ${requests.length} request(s) went out. The first: ${requests[0]}`,
    es: `En los ${quietMilliseconds / 1_000} s siguientes salieron ${requests.length} solicitud(es). La primera: ${requests[0]}`,
  },
});

const stillHolds = (what: Text, { hasSource, readyState }: ViewingLook): Finding => ({
  expected: nothingLeft(what),
  seen: {
    en: `The element ${hasSource ? 'still has a source' : 'has no source'}; its readyState is ${readyState}.`,
    es: `El elemento ${hasSource ? 'todavía tiene una fuente' : 'no tiene fuente'}; su readyState es ${readyState}.`,
  },
});

const timerLeft = (what: Text, timer: string): Finding => ({
  expected: nothingLeft(what),
  seen: { en: `A timer goes on: ${timer}`, es: `Sigue un temporizador: ${timer}` },
});
