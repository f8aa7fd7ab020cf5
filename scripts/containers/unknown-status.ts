/** What is known while the container that tells the status says nothing. */
import type { Text } from '../language/text.ts';
import { broken, waiting } from '../probes/hop.ts';
import { type Status, statusSchema } from '../stack/status.ts';

/** Who tells the status: to the site the transcoder, which looks; to a terminal the site. */
export type Teller = 'transcoder' | 'workshop';

export const silentText: Readonly<Record<Teller, Text>> = {
  transcoder: {
    en: 'The transcoder does not answer.',
    es: 'El transcodificador no responde.',
  },
  workshop: {
    en: 'The container of the site does not answer.',
    es: 'El contenedor del sitio no responde.',
  },
};

const notKnown: Text = {
  en: 'Not known: who watches it does not answer.',
  es: 'No se sabe: quien lo vigila no responde.',
};

/**
 * @param last what was told before: its figures are no longer true.
 * @param command starts the silent one again.
 */
export function unknownStatus(last: Status, teller: Teller, command: string): Status {
  const found = silentText[teller];
  // FFmpeg runs in the transcoder's container.
  const brokenHop = teller === 'transcoder' ? 'ffmpeg' : null;
  const hops = Object.entries(last.hops).map(([id, { figures }]) => {
    const nothing = Object.fromEntries(Object.keys(figures).map((name) => [name, null]));
    const step = { en: command, es: command };
    const hop =
      id === brokenHop
        ? broken(nothing as never, found, step)
        : waiting(nothing as never, notKnown);
    return [id, hop];
  });
  const sentence = brokenHop
    ? found
    : { en: `${found.en} ${command}`, es: `${found.es} ${command}` };
  return statusSchema.parse({
    ...last,
    at: new Date().toISOString(),
    session: null,
    weather: null,
    hops: Object.fromEntries(hops),
    verdict: { firstBrokenHop: brokenHop, sentence },
  });
}
