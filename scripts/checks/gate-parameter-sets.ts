/** Where the gate of stage 07 opens, a decoder has what it needs: SPS and PPS, however they came. */
import { notYet } from '../labs/not-yet.ts';
import { decodingErrorsOf, handedOn } from './decoded-units.ts';
import { quoted } from './gate-beginning.ts';
import { decided } from './gate-words.ts';
import { nalType } from './segment.ts';
import type { Passage, TriedGate } from './tried-gate.ts';

/** Sent apart, sent once, sent by half. */
export async function checkParameterSets({ setsApart, programs }: TriedGate): Promise<void> {
  const passages = await setsApart;
  const keyframes = passages.filter(({ frame }) => frame.nalTypes.includes(nalType.idr));
  const bare = keyframes.find(
    (keyframe) => !hasBoth(keyframe) && !keyframe.decision.parameterSetsFirst,
  );
  if (bare) {
    const begun = passages.slice(passages.indexOf(bare));
    const errors = await decodingErrorsOf(programs.ffmpeg, handedOn(begun));
    notYet('no-parameter-sets', {
      expected: {
        en: 'A keyframe that does not bring SPS and PPS gets the newest ones first: a segment begins with it, and a viewer may begin with that segment.',
        es: 'Un cuadro clave que no trae SPS y PPS recibe antes los más nuevos: con él empieza un segmento, y con ese segmento puede empezar un espectador.',
      },
      seen: decided(bare, {
        en: `Who begins here knows no size and no profile.${quoted('The decoder says', errors)}`,
        es: `Quien empieza aquí no conoce ni el tamaño ni el perfil.${quoted('El decodificador dice', errors)}`,
      }),
    });
  }
  const twice = passages.find(
    (passage) => passage.decision.parameterSetsFirst && passage.decision.handOn && !isBare(passage),
  );
  if (twice) {
    notYet('sets-twice', {
      expected: {
        en: 'Only a keyframe that does not bring both gets parameter sets in front.',
        es: 'Solo un cuadro clave que no trae los dos recibe conjuntos de parámetros delante.',
      },
      seen: decided(twice, {
        en: 'This picture needs none.',
        es: 'Esta imagen no necesita ninguno.',
      }),
    });
  }
}

const hasBoth = ({ frame: { nalTypes } }: Passage): boolean =>
  nalTypes.includes(nalType.sps) && nalTypes.includes(nalType.pps);

const isBare = (passage: Passage): boolean =>
  passage.frame.nalTypes.includes(nalType.idr) && !hasBoth(passage);
