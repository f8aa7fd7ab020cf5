/** How the checks of stage 07 speak of a picture. */
import type { Text } from '../language/text.ts';
import { framesPerSecond } from './synthetic-media.ts';
import type { Passage } from './tried-gate.ts';

/** What was seen: the picture, as the student's function got it, and what the function answered. */
export function decided(passage: Passage, { en, es }: Text): Text {
  const { frame, before, treatment, decision } = passage;
  const call = `frameGate('${before}', ${written(frame)}, '${treatment}')`;
  const answer = `→ ${written(decision)}`;
  return { en: `${en}\n${call}\n${answer}`, es: `${es}\n${call}\n${answer}` };
}

/** When it is shown, from the start of the recording. */
export const secondsOf = ({ picture }: Pick<Passage, 'picture'>): string =>
  (picture / framesPerSecond).toFixed(2);

/** As one would write it in TypeScript: `{ handOn: true, state: 'open' }`. */
const written = (value: object): string =>
  JSON.stringify(value)
    .replaceAll(/"(\w+)":/g, '$1: ')
    .replaceAll('"', "'")
    .replaceAll(',', ', ')
    .replaceAll(/, +/g, ', ')
    .replace(/^\{(.*)\}$/, '{ $1 }');
