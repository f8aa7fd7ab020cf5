/** The verdict: the first broken hop, in one sentence instead of a wall of failures. */
import type { Language, Text } from '../language/text.ts';
import { type HopId, type Hops, hopIds, type Verdict } from '../stack/status.ts';
import { hopNames } from './hop-names.ts';

export function verdictOf(hops: Hops): Verdict {
  const firstBrokenHop = hopIds.find((id) => hops[id].state === 'broken') ?? null;
  const firstWaitingHop = hopIds.find((id) => id !== 'viewer' && hops[id].state === 'waiting');
  const told = firstBrokenHop ?? firstWaitingHop;
  const cause = told && hops[told].cause;
  if (told && cause) {
    const sentence = { en: about(told, cause, 'en'), es: about(told, cause, 'es') };
    return { firstBrokenHop, sentence };
  }
  return {
    firstBrokenHop,
    sentence: {
      en: 'The stream flows from the publisher to the playlist.',
      es: 'El flujo llega del emisor a la lista de reproducción.',
    },
  };
}

/** "nginx: …", unless the cause begins with the hop's name anyway. */
function about(hop: HopId, cause: Text, language: Language): string {
  const name = hopNames[hop][language];
  return cause[language].startsWith(name) ? cause[language] : `${name}: ${cause[language]}`;
}
