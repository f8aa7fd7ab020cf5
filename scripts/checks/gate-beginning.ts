/** How the gate of stage 07 lets a session begin, and that it is no hindrance while nothing is lost. */
import { isDeepStrictEqual } from 'node:util';
import { notYet } from '../labs/not-yet.ts';
import { decodingErrorsOf, handedOn } from './decoded-units.ts';
import { decided, secondsOf } from './gate-words.ts';
import type { Passage, TriedGate } from './tried-gate.ts';

/** The relay comes into a stream that runs: nothing until the first keyframe, and it is asked for. */
export async function checkBegins({
  joins,
  joinsAgain,
  bench,
  programs,
}: TriedGate): Promise<void> {
  const passages = await joins;
  const keyframe = bench.keyframes[1] ?? 0;
  const earlier = passages.filter(({ picture }) => picture < keyframe);
  const early = earlier.find(({ decision }) => decision.handOn || decision.state === 'open');
  if (early) {
    const errors = await decodingErrorsOf(programs.ffmpeg, handedOn(passages));
    notYet('passes-before-keyframe', {
      expected: {
        en: 'A session begins with a closed gate, and it opens with the first keyframe. Until then nothing goes through: a decoder can begin with no other picture.',
        es: 'Una sesión empieza con la compuerta cerrada, y la abre el primer cuadro clave. Hasta entonces no pasa nada: un decodificador no puede empezar con ninguna otra imagen.',
      },
      seen: decided(early, {
        en: `The picture at ${secondsOf(early)} s is no keyframe.${quoted('The decoder says', errors)}`,
        es: `La imagen del segundo ${secondsOf(early)} no es un cuadro clave.${quoted('El decodificador dice', errors)}`,
      }),
    });
  }
  const opener = passages.find(({ picture }) => picture === keyframe) as Passage;
  if (!opener.decision.handOn || opener.decision.state !== 'open') {
    notYet('never-opens', {
      expected: {
        en: 'A whole keyframe opens the gate, and goes through it.',
        es: 'Un cuadro clave completo abre la compuerta y pasa por ella.',
      },
      seen: decided(opener, {
        en: 'This one, with its parameter sets, did not.',
        es: 'Este, con sus conjuntos de parámetros, no lo hizo.',
      }),
    });
  }
  const silent = earlier.find(({ decision }) => !decision.askForKeyframe);
  if (silent) {
    notYet('does-not-ask', {
      expected: {
        en: 'As long as the gate waits for a keyframe, the publisher is asked for one: browsers send none by themselves.',
        es: 'Mientras la compuerta espera un cuadro clave, se le pide uno al emisor: los navegadores no los mandan por su cuenta.',
      },
      seen: decided(silent, {
        en: 'This picture was kept back, and nobody was asked.',
        es: 'Esta imagen se retuvo, y no se pidió nada.',
      }),
    });
  }
  expectSameAgain(passages, await joinsAgain);
}

/** A second FFmpeg is to take over: its gate is closed, whatever became of the first one's. */
function expectSameAgain(once: readonly Passage[], again: readonly Passage[]): void {
  const other = again.find(
    ({ decision }, index) => !isDeepStrictEqual(decision, once[index]?.decision),
  );
  if (!other) return;
  notYet('remembers-by-itself', {
    expected: {
      en: 'Given the same, the gate decides the same: the state counts that it is given, not one that it remembers by itself. The relay asks for two FFmpegs while one takes over from the other.',
      es: 'Con lo mismo, la compuerta decide lo mismo: cuenta el estado que recibe, no uno que recuerde por su cuenta. El relé pregunta por dos FFmpeg mientras uno toma el lugar del otro.',
    },
    seen: decided(other, {
      en: 'The second time this was decided in another way.',
      es: 'La segunda vez se decidió otra cosa.',
    }),
  });
}

/** From the first keyframe on: every picture, byte for byte. */
export async function checkNothingLost({ joins, bench }: TriedGate): Promise<void> {
  const keyframe = bench.keyframes[1] ?? 0;
  const passages = (await joins).filter(({ picture }) => picture >= keyframe);
  const expected = {
    en: 'Nothing is lost here. From the first keyframe on every picture goes on, byte for byte, and no keyframe is asked for: one is ten times as large as another picture.',
    es: 'Aquí no se pierde nada. Desde el primer cuadro clave, cada imagen sigue, byte por byte, y no se pide ningún cuadro clave: uno pesa diez veces lo que otra imagen.',
  };
  const kept = passages.find(({ decision }) => !decision.handOn);
  if (kept) {
    notYet('picture-kept-back', {
      expected,
      seen: decided(kept, {
        en: `The picture at ${secondsOf(kept)} s was kept back.`,
        es: `La imagen del segundo ${secondsOf(kept)} se retuvo.`,
      }),
    });
  }
  const asking = passages.find(({ decision }) => decision.askForKeyframe);
  if (asking) {
    notYet('asks-for-nothing', {
      expected,
      seen: decided(asking, {
        en: 'A keyframe was asked for all the same.',
        es: 'De todos modos se pidió un cuadro clave.',
      }),
    });
  }
  const twice = passages.find(({ decision }) => decision.parameterSetsFirst);
  if (twice) {
    notYet('sets-twice', {
      expected: {
        en: 'Parameter sets are put in front only of a keyframe that does not bring both: else the stream is no longer what was sent.',
        es: 'Los conjuntos de parámetros se ponen delante solo de un cuadro clave que no trae los dos: si no, la transmisión ya no es lo que se envió.',
      },
      seen: decided(twice, {
        en: 'This picture needs none.',
        es: 'Esta imagen no necesita ninguno.',
      }),
    });
  }
}

/** The decoder's first words, where it had any. */
export const quoted = (who: string, words: string): string =>
  words === '' ? '' : ` ${who}: ${words.split('\n', 1)[0]}`;
