/** What `npm run lab` says. */
import type { Text } from '../../language/text.ts';

export const words = {
  lab: { en: 'Lab', es: 'Laboratorio' },
  expected: { en: 'Expected:', es: 'Se esperaba:' },
  seen: { en: 'Seen:', es: 'Se vio:' },
  printed: { en: 'Your code printed:', es: 'Tu código imprimió:' },
  checking: { en: 'checking…', es: 'comprobando…' },
  preparing: {
    en: 'preparing what this lab needs…',
    es: 'preparando lo que necesita este laboratorio…',
  },
  waits: { en: 'waits for another check', es: 'depende de otra comprobación' },
  savedAgain: {
    en: 'Saved meanwhile: checking anew.',
    es: 'Se guardó mientras tanto: se comprueba de nuevo.',
  },
  nextSave: {
    en: 'Every save is checked. Ctrl-C ends.',
    es: 'Cada vez que guardes se comprueba. Ctrl-C termina.',
  },
  stopping: { en: 'Stopping…', es: 'Deteniendo…' },
  allDone: {
    en: 'All labs are passed. Your whole pipeline: npm start -- --from labs',
    es: 'Todos los laboratorios están aprobados. Tu sistema completo: npm start -- --from labs',
  },
  noMoreHints: { en: 'There are no more hints.', es: 'No hay más pistas.' },
  askDiff: {
    en: 'Show how your file differs from the solution? (y/n)',
    es: '¿Mostrar en qué difiere tu archivo de la solución? (s/n)',
  },
  askReset: {
    en: 'Begin this lab anew? A copy of your file is kept. (y/n)',
    es: '¿Empezar de nuevo este laboratorio? Se guarda una copia de tu archivo. (s/n)',
  },
  yes: { en: 'y', es: 's' },
  sameAsSolution: { en: 'Your file is the solution.', es: 'Tu archivo es la solución.' },
  diffTitle: {
    en: 'From your file (-) to the solution (+)',
    es: 'De tu archivo (-) a la solución (+)',
  },
  listTitle: { en: 'All labs', es: 'Todos los laboratorios' },
  back: {
    en: '↑ ↓ scroll · q quit · any other key: back',
    es: '↑ ↓ mover · q salir · otra tecla: volver',
  },
  wellDone: {
    en: 'This stage works. Key n goes on to the next lab.',
    es: 'Esta etapa funciona. Con la tecla n sigues con el próximo laboratorio.',
  },
  preparation: { en: 'preparation', es: 'preparación' },
  environment: {
    en: 'This says nothing about your code: something is missing here.',
    es: 'Esto no dice nada de tu código: aquí falta algo.',
  },
  runAgain: {
    en: 'Mended? Enter checks again.',
    es: '¿Ya está? Enter comprueba de nuevo.',
  },
  passed: { en: 'passed', es: 'aprobado' },
  notYet: { en: 'not yet', es: 'todavía no' },
  environmentVerdict: { en: 'environment', es: 'entorno' },
} satisfies Record<string, Text>;

/** In the order in which they are shown. */
export const keyNames = {
  n: { en: 'next lab', es: 'siguiente' },
  h: { en: 'hint', es: 'pista' },
  d: { en: 'solution', es: 'solución' },
  r: { en: 'reset', es: 'reiniciar' },
  o: { en: 'page', es: 'página' },
  l: { en: 'labs', es: 'lista' },
  q: { en: 'quit', es: 'salir' },
} satisfies Record<string, Text>;
export type KeyName = keyof typeof keyNames;

export const pointsText = (earned: number, possible: number): Text => ({
  en: `${earned} of ${possible} ${possible === 1 ? 'point' : 'points'}`,
  es: `${earned} de ${possible} ${possible === 1 ? 'punto' : 'puntos'}`,
});

export const hintTitle = (number: number, count: number): Text => ({
  en: `Hint ${number} of ${count}:`,
  es: `Pista ${number} de ${count}:`,
});

/** Below a part of a page; at its end there is only the way back. */
export const moreLines = (count: number): Text =>
  count === 0
    ? { en: '(↑)', es: '(↑)' }
    : {
        en: `… ${count} more ${count === 1 ? 'line' : 'lines'} (↑ ↓)`,
        es: `… ${count} ${count === 1 ? 'línea' : 'líneas'} más (↑ ↓)`,
      };
