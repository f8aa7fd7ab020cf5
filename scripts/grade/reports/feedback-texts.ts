/** What the feedback says. */
import type { Text } from '../../language/text.ts';

export const texts = {
  title: { en: 'Your stages', es: 'Tus etapas' },
  works: { en: 'What works', es: 'Lo que funciona' },
  toDo: { en: 'What comes next', es: 'Lo que sigue' },
  allDone: {
    en: 'Everything works: a camera goes in, and a stream comes out that any player can play. Well done.',
    es: 'Todo funciona: entra una cámara y sale una transmisión que cualquier reproductor puede reproducir. Muy bien.',
  },
  soFar: { en: 'So far', es: 'Hasta ahora' },
  rest: {
    en: 'Something could not be checked yet, and that costs you nothing.',
    es: 'Algo todavía no se pudo comprobar, y eso no te cuesta nada.',
  },
  notYet: { en: 'Not yet:', es: 'Todavía no:' },
  timedOut: { en: 'It did not end in time.', es: 'No terminó a tiempo.' },
  expected: { en: 'Expected:', es: 'Se esperaba:' },
  seen: { en: 'Seen:', es: 'Se vio:' },
  printed: { en: 'Your code printed last:', es: 'Lo último que imprimió tu código:' },
  hint: { en: 'A hint:', es: 'Una pista:' },
  tryAgain: { en: 'Check it again:', es: 'Para comprobarlo otra vez:' },
  tryTogether: {
    en: 'Look at your seven files together: `npm start -- --from labs --no-fill`',
    es: 'Para mirar tus siete archivos juntos: `npm start -- --from labs --no-fill`',
  },
  missing: { en: 'No file was handed in at', es: 'No se entregó ningún archivo en' },
  needsAll: {
    en: 'It is run once all seven files are there.',
    es: 'Se ejecuta cuando están los siete archivos.',
  },
  refused: { en: 'This file was not run:', es: 'Este archivo no se ejecutó:' },
  environment: {
    en: 'The machine that grades could not check this lab. It says nothing about your file, and costs you no points.',
    es: 'La máquina que corrige no pudo comprobar este laboratorio. No dice nada de tu archivo y no te quita puntos.',
  },
  ignored: { en: 'Handed in, and not counted', es: 'Se entregó y no cuenta' },
  uncommitted: { en: 'and changes that are not committed', es: 'y cambios sin confirmar' },
  whyIgnored: {
    en: 'Only the seven files of the labs are graded, with the workshop’s own checks. These were not taken into account:',
    es: 'Solo se corrigen los siete archivos de los laboratorios, con las comprobaciones del taller. Estos no se tuvieron en cuenta:',
  },
  changed: { en: 'changed', es: 'cambiado' },
  extra: { en: 'added', es: 'añadido' },
  graded: { en: 'Graded', es: 'Corregido el' },
} satisfies Record<string, Text>;

export const waiting = (count: number): Text =>
  count === 1
    ? {
        en: '(Another check could not be run because of it.)',
        es: '(Otra comprobación depende de esta y no se pudo ejecutar.)',
      }
    : {
        en: `(${count} more checks could not be run because of it.)`,
        es: `(Otras ${count} comprobaciones dependen de esta y no se pudieron ejecutar.)`,
      };

export const moreFiles = (count: number): Text => ({
  en: `and ${count} more`,
  es: `y ${count} más`,
});
