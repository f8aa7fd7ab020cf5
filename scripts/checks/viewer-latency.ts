/** Whether a player of stage 06 tells how far behind the live edge it is. */
import { setTimeout as delay } from 'node:timers/promises';
import { notYet } from '../labs/not-yet.ts';
import type { Text } from '../language/text.ts';
import type { ViewingLook } from './in-page/viewer.ts';
import type { Viewing } from './viewing.ts';

const pauseSeconds = 1.2;
/** Seconds between what a player says and what its element knows. */
const latencyTolerance = { early: 0.8, late: 1.8 };

/** A player before a pause and after it. */
export interface Latencies {
  before: readonly ViewingLook[];
  after: readonly ViewingLook[];
}

/** Looks, pauses the player for {@link pauseSeconds}, and looks again. */
export async function watchLatencies(viewer: Viewing, signal: AbortSignal): Promise<Latencies> {
  const before = await viewer.watch(200);
  await viewer.pause(pauseSeconds);
  await delay(pauseSeconds * 1_000, undefined, { signal });
  return { before, after: await viewer.watch(300) };
}

/**
 * The latency is unknown before anything plays; then it is known, grows with a pause, and is true.
 * @param early while there was nothing to play.
 */
export function checkLatency({ before, after }: Latencies, early: ViewingLook): void {
  expectUnknown(early);
  expectKnown([...before, ...after]);
  const growth = largestLatency(after) - largestLatency(before);
  if (growth > 0.2) {
    expectTrue(after);
    return;
  }
  notYet('latency-does-not-follow', {
    expected: {
      en: `After a pause of ${pauseSeconds} s, latencySeconds is that much larger.`,
      es: `Después de una pausa de ${pauseSeconds} s, latencySeconds es mayor en esa medida.`,
    },
    seen: {
      en: `It was ${largestLatency(before).toFixed(1)} s before, and ${largestLatency(after).toFixed(1)} s after.`,
      es: `Era ${largestLatency(before).toFixed(1)} s antes y ${largestLatency(after).toFixed(1)} s después.`,
    },
  });
}

const largestLatency = (looks: readonly ViewingLook[]): number =>
  Math.max(...looks.map(({ statistics }) => statistics?.latencySeconds ?? 0));

const latencyIsTold: Text = {
  en: 'latencySeconds says how many seconds the picture is behind the live edge.',
  es: 'latencySeconds dice cuántos segundos va la imagen detrás del borde en vivo.',
};

function expectUnknown({ statistics }: ViewingLook): void {
  const latency = statistics?.latencySeconds ?? null;
  if (latency === null) return;
  notYet('latency-too-early', {
    expected: {
      en: 'latencySeconds is null while hls.js knows no live edge: 0 would say that the picture is at it.',
      es: 'latencySeconds es null mientras hls.js no conoce el borde en vivo: 0 diría que la imagen está en él.',
    },
    seen: {
      en: `It was ${latency} before the first playlist had come.`,
      es: `Era ${latency} antes de que llegara la primera lista.`,
    },
  });
}

function expectKnown(looks: readonly ViewingLook[]): void {
  if (looks.some(({ statistics }) => typeof statistics?.latencySeconds === 'number')) return;
  notYet('latency-unknown', {
    expected: latencyIsTold,
    seen: {
      en: 'It is null, though the picture moves.',
      es: 'Es null, aunque la imagen se mueve.',
    },
  });
}

/** The edge moves in steps of a segment, and some count its age in. */
function expectTrue(looks: readonly ViewingLook[]): void {
  const { statistics, behindEdgeSeconds } = looks.at(-1) ?? {};
  const latency = statistics?.latencySeconds ?? 0;
  const behind = behindEdgeSeconds ?? 0;
  const difference = latency - behind;
  if (difference > -latencyTolerance.early && difference < latencyTolerance.late) return;
  notYet('wrong-latency', {
    expected: latencyIsTold,
    seen: {
      en: `It says ${latency.toFixed(1)} s; the element itself is ${behind.toFixed(1)} s before the end of what it may seek to.`,
      es: `Dice ${latency.toFixed(1)} s; el elemento mismo está ${behind.toFixed(1)} s antes del final de lo que puede buscar.`,
    },
  });
}
