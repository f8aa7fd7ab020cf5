/** How a player of stage 06 gets over a picture that cannot be decoded. */
import { mirrorOf, type TriedViewer } from './tried-viewer.ts';
import { movement } from './viewer-playback.ts';
import { expectPlaying, type Outcome, outcomeOf } from './viewer-recovery.ts';

/** hls.js itself tries twice; then a first remedy is tried, which does not last. */
const damageLimitMilliseconds = 3_500;
/** The second remedy has begun by then. */
const remedyLimitMilliseconds = 2_500;

/**
 * A stream that Chromium's decoder gives up on, until the player has begun to recover for the second
 * time and met the damage once more. hls.js then begins anew by itself, whatever the second remedy
 * was: whether a paused element is played again is seen every time, not only on a busy computer.
 */
export async function meetDamage(tried: TriedViewer): Promise<Outcome> {
  const mirror = await mirrorOf(tried, 'damage', () => false, 'damaged');
  const viewing = await mirror.view();
  await viewing.lookUntil(
    ({ events }) => events.filter(({ type }) => type === 'recovering').length >= 2,
    damageLimitMilliseconds,
  );
  const segments = () => viewing.answers.filter((url) => url.endsWith('.ts')).length;
  const before = segments();
  await viewing.lookUntil(() => segments() > before, remedyLimitMilliseconds);
  await mirror.become('live');
  return outcomeOf(viewing, movement.seconds);
}

/** The picture comes once it can be decoded. */
export function checkDamage(outcome: Outcome): void {
  expectPlaying(outcome, 'gives-up-at-damage', {
    en: 'The first segments could not be decoded; then all of them were whole. hls.js begins anew twice by itself, then it calls that fatal. A first remedy did not last either, for the damage was still there.',
    es: 'Los primeros segmentos no se podían decodificar; después todos estaban sanos. hls.js empieza de nuevo dos veces por su cuenta y luego lo llama fatal. Un primer remedio tampoco duró, porque el daño seguía ahí.',
  });
}
