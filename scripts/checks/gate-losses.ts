/** What the gate of stage 07 makes of losses: of a packet, of a picture, of the end of one. */

import { notYet } from '../labs/not-yet.ts';
import type { Text } from '../language/text.ts';
import { decodingErrorsOf, handedOn } from './decoded-units.ts';
import { quoted } from './gate-beginning.ts';
import { decided, secondsOf } from './gate-words.ts';
import { nalType } from './segment.ts';
import type { Passage, TriedGate } from './tried-gate.ts';

const isDamaged = ({ frame }: Passage): boolean => frame.lostPackets > 0 || !frame.isComplete;
const isKeyframe = ({ frame }: Passage): boolean => frame.nalTypes.includes(nalType.idr);

/** From a loss to the next whole keyframe nothing; then everything. */
export async function checkLostPacket({ losses, programs }: TriedGate): Promise<void> {
  const passages = await losses;
  const torn = passages.find((passage) => isDamaged(passage) && passage.decision.handOn);
  if (torn) await blameForTorn(torn, passages, programs.ffmpeg);
  const { early, late } = outOfPlace(passages);
  const decoder = async () => decodingErrorsOf(programs.ffmpeg, handedOn(passages));
  if (early) {
    const errors = await decoder();
    notYet('goes-on-too-early', {
      expected: {
        en: 'After a loss nothing goes on before the next whole keyframe: each picture until then is drawn upon the one that is missing.',
        es: 'Después de una pérdida no pasa nada antes del siguiente cuadro clave completo: hasta ahí, cada imagen se dibuja sobre la que falta.',
      },
      seen: decided(early, {
        en: `The picture at ${secondsOf(early)} s is whole, but comes after a loss and before a keyframe.${quoted('The decoder says', errors)}`,
        es: `La imagen del segundo ${secondsOf(early)} está completa, pero llega después de una pérdida y antes de un cuadro clave.${quoted('El decodificador dice', errors)}`,
      }),
    });
  }
  if (late) {
    notYet('stays-closed', {
      expected: {
        en: 'The next whole keyframe ends it: that one and every picture after it go on.',
        es: 'El siguiente cuadro clave completo lo termina: ese y todas las imágenes que siguen pasan.',
      },
      seen: decided(late, {
        en: `The picture at ${secondsOf(late)} s was kept back.`,
        es: `La imagen del segundo ${secondsOf(late)} se retuvo.`,
      }),
    });
  }
  const errors = await decoder();
  if (errors !== '') {
    notYet('decode-error', {
      expected: {
        en: 'What goes through the gate decodes without an error.',
        es: 'Lo que pasa por la compuerta se decodifica sin errores.',
      },
      seen: { en: errors, es: errors },
    });
  }
}

/** Parts of two keyframes are missing; the parameter sets of one came alone, and whole. */
export async function checkTornKeyframe({ tornKeyframes }: TriedGate): Promise<void> {
  const passages = await tornKeyframes;
  const { early, late } = outOfPlace(
    passages,
    ({ decision }) => decision.handOn || decision.state === 'open',
  );
  const blamed = early ?? late;
  if (!blamed) return;
  const isSetsOnly = !isKeyframe(blamed) && blamed.frame.nalTypes.includes(nalType.sps);
  const reason = blamed === late ? 'stays-closed' : isSetsOnly ? 'opens-at-sets' : 'opens-at-torn';
  notYet(reason, {
    expected: {
      en: 'After a loss the gate stays closed until a keyframe comes whole. Two of them lose a part here, and SPS and PPS of the first come by themselves; the third is whole.',
      es: 'Después de una pérdida la compuerta queda cerrada hasta que llega un cuadro clave completo. Aquí dos pierden una parte, y el SPS y el PPS del primero vienen solos; el tercero está completo.',
    },
    seen: decided(blamed, seenOf(reason)),
  });
}

const seenOf = (reason: 'stays-closed' | 'opens-at-sets' | 'opens-at-torn'): Text =>
  ({
    'stays-closed': {
      en: 'The whole one, or a picture after it, was kept back.',
      es: 'Se retuvo el completo, o una imagen que viene después.',
    },
    'opens-at-sets': {
      en: 'Parameter sets alone are no picture.',
      es: 'Los conjuntos de parámetros solos no son una imagen.',
    },
    'opens-at-torn': {
      en: 'The gate was open for a picture that no decoder can make whole.',
      es: 'La compuerta quedó abierta para una imagen que ningún decodificador puede completar.',
    },
  })[reason];

/** Whatever is kept back, a keyframe is asked for; and again, for a request may get lost. */
export async function checkAsks({ losses, tornKeyframes }: TriedGate): Promise<void> {
  for (const passages of [await losses, await tornKeyframes]) {
    const silent = passages.filter(({ decision }) => !decision.handOn && !decision.askForKeyframe);
    const [first] = silent;
    if (!first) continue;
    notYet('kept-back-in-silence', {
      expected: {
        en: 'For every picture that is kept back a keyframe is asked for: the request may get lost, too, and the room’s own keyframe comes only after seconds.',
        es: 'Por cada imagen retenida se pide un cuadro clave: también el pedido puede perderse, y el cuadro clave de la sala tarda segundos.',
      },
      seen: decided(first, {
        en: `Kept back without a word: ${silent.length}. This is the first.`,
        es: `Retenidas sin decir nada: ${silent.length}. Esta es la primera.`,
      }),
    });
  }
}

/** FFmpeg that decodes gets every whole picture, also after a loss. */
export async function checkEncode({ encoded, programs }: TriedGate): Promise<void> {
  const passages = await encoded;
  const torn = passages.find((passage) => isDamaged(passage) && passage.decision.handOn);
  if (torn) await blameForTorn(torn, passages, programs.ffmpeg);
  const kept = passages.find((passage) => !isDamaged(passage) && !passage.decision.handOn);
  if (kept) {
    notYet('kept-from-encoder', {
      expected: {
        en: 'With `encode` only the pictures that are not whole are kept back: FFmpeg decodes the rest, hides the wound and encodes anew. For viewers the picture never stands still.',
        es: 'Con `encode` solo se retienen las imágenes incompletas: FFmpeg decodifica el resto, disimula la herida y codifica de nuevo. Para los espectadores la imagen nunca se detiene.',
      },
      seen: decided(kept, {
        en: `The picture at ${secondsOf(kept)} s is whole, and was kept back.`,
        es: `La imagen del segundo ${secondsOf(kept)} está completa, y se retuvo.`,
      }),
    });
  }
  const loss = passages.find(isDamaged);
  if (loss && !loss.decision.askForKeyframe) {
    notYet('never-asks', {
      expected: {
        en: 'After a loss a keyframe is asked for with `encode` as well: FFmpeg hides the wound, and only a keyframe heals it.',
        es: 'Después de una pérdida se pide un cuadro clave también con `encode`: FFmpeg disimula la herida, y solo un cuadro clave la cura.',
      },
      seen: decided(loss, { en: 'Nobody was asked.', es: 'No se pidió nada.' }),
    });
  }
}

/** The first picture that went on though it refers to a lost one, and the first that was kept back though it does not. */
function outOfPlace(
  passages: readonly Passage[],
  isThrough: (passage: Passage) => boolean = ({ decision }) => decision.handOn,
): { early?: Passage; late?: Passage } {
  let isBroken = true;
  let early: Passage | undefined;
  let late: Passage | undefined;
  for (const passage of passages) {
    if (isDamaged(passage)) isBroken = true;
    else if (isKeyframe(passage)) isBroken = false;
    if (isBroken && isThrough(passage)) early ??= passage;
    if (!isBroken && !passage.decision.handOn) late ??= passage;
  }
  return { ...(early && { early }), ...(late && { late }) };
}

async function blameForTorn(
  torn: Passage,
  passages: readonly Passage[],
  ffmpeg: string,
): Promise<never> {
  const errors = await decodingErrorsOf(ffmpeg, handedOn(passages));
  return notYet('torn-picture-handed-on', {
    expected: {
      en: 'A picture with a hole in it, or in front of it, or without its end, goes no further.',
      es: 'Una imagen con un hueco, o con un hueco delante, o sin su final, no sigue.',
    },
    seen: decided(torn, {
      en: `The one at ${secondsOf(torn)} s did.${quoted('The decoder says', errors)}`,
      es: `La del segundo ${secondsOf(torn)} siguió.${quoted('El decodificador dice', errors)}`,
    }),
  });
}
