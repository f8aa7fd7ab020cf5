/** What the live parts of a page say. What the terminal says too stands in `labs/terminal/words.ts`. */
import type { Text } from '../../../../scripts/language/text.ts';

export const texts = {
  check: { en: 'Check my lab', es: 'Comprobar mi laboratorio' },
  cancel: { en: 'Cancel', es: 'Cancelar' },
  everySave: { en: 'At every save', es: 'Cada vez que guardes' },
  openInEditor: { en: 'Open in my editor', es: 'Abrir en mi editor' },
  showChecks: { en: 'Show the checks', es: 'Mostrar las comprobaciones' },
  nextHint: { en: 'Next hint', es: 'Siguiente pista' },
  showSolution: {
    en: 'Show the way to the solution',
    es: 'Mostrar el camino a la solución',
  },
  askSolution: {
    en: 'Show how your file differs from the solution?',
    es: '¿Mostrar en qué difiere tu archivo de la solución?',
  },
  yesShow: { en: 'Yes, show it', es: 'Sí, mostrar' },
  no: { en: 'No, not yet', es: 'No, todavía no' },
  hideSolution: { en: 'Hide the way to the solution', es: 'Ocultar el camino a la solución' },
  reload: { en: 'Reload the page', es: 'Recargar la página' },

  notChecked: {
    en: 'Not checked yet. Press the button once.',
    es: 'Todavía sin comprobar. Pulsa el botón una vez.',
  },
  changedSince: {
    en: 'Your file has changed since it passed. Check it again.',
    es: 'Tu archivo cambió desde que aprobó. Compruébalo de nuevo.',
  },
  cancelled: {
    en: 'Cancelled. Saves are not checked any more.',
    es: 'Cancelado. Ya no se comprueba cada vez que guardas.',
  },
  broke: {
    en: 'The checks could not be run. This says nothing about your code.',
    es: 'No se pudieron hacer las comprobaciones. Esto no dice nada de tu código.',
  },
  mended: { en: 'Mended? Check again.', es: '¿Ya está? Comprueba de nuevo.' },
  works: { en: 'This stage works.', es: 'Esta etapa funciona.' },
  goOn: { en: 'Go on with', es: 'Sigue con' },
  whatToDo: { en: 'What to do:', es: 'Qué hacer:' },
  firstToMend: { en: 'First to mend:', es: 'Lo primero por corregir:' },
  lost: {
    en: 'The workshop does not answer. Is npm start running? This page connects again by itself.',
    es: 'El taller no responde. ¿Está corriendo npm start? Cuando vuelva, esta página se conecta por su cuenta.',
  },

  /** Of single checks, for those who do not see the marks. */
  checkPassed: { en: 'passed', es: 'pasa' },
  checkFailed: { en: 'failed', es: 'no pasa' },
  pending: { en: 'to come', es: 'pendiente' },

  localTitle: { en: 'For your own machine', es: 'Para tu propia máquina' },
  localCheck: {
    en: 'While the workshop runs there (`npm start`), you can check your file right here. The terminal does the same:',
    es: 'Mientras el taller está en marcha ahí (`npm start`), aquí mismo puedes comprobar tu archivo. La terminal hace lo mismo:',
  },
  localPublisher: {
    en: 'While the workshop runs there, your own publisher opens here. It starts with:',
    es: 'Mientras el taller está en marcha ahí, aquí se abre tu propio emisor. Arranca con:',
  },
  localViewer: {
    en: 'While the workshop runs there, your own viewer plays here. It starts with:',
    es: 'Mientras el taller está en marcha ahí, aquí reproduce tu propio espectador. Arranca con:',
  },
  remoteCheck: {
    en: 'Checks run code, so they can be begun only on the machine where the workshop runs. In its terminal:',
    es: 'Las comprobaciones ejecutan código: solo se pueden lanzar en la máquina donde corre el taller. En su terminal:',
  },

  weather: {
    en: 'Weather between publisher and Janus',
    es: 'El clima entre el emisor y Janus',
  },
  localWeather: {
    en: 'While the workshop runs there (`npm start`), you choose the weather right here. The terminal does the same:',
    es: 'Mientras el taller está en marcha ahí (`npm start`), aquí mismo eliges el clima. La terminal hace lo mismo:',
  },
  remoteWeather: {
    en: 'Weather concerns everybody who watches, so it is chosen on the machine where the workshop runs. In its terminal:',
    es: 'El clima afecta a todos los que miran: se elige en la máquina donde corre el taller. En su terminal:',
  },
  lostNow: { en: 'Lost now', es: 'Se pierde ahora' },
  lateNow: { en: 'Late by', es: 'Llega tarde' },
  relayMadeOfIt: { en: 'The relay, this session', es: 'El relé, en esta sesión' },
  noRelay: {
    en: 'nobody is on air, or there is no relay',
    es: 'nadie al aire, o no hay relé',
  },

  ownPublisher: { en: 'Your publisher', es: 'Tu emisor' },
  ownViewer: { en: 'Your viewer', es: 'Tu espectador' },
  openPublisher: { en: 'Open my publisher here', es: 'Abrir mi emisor aquí' },
  openViewer: { en: 'Open my viewer here', es: 'Abrir mi espectador aquí' },
  ownTab: { en: 'In a tab of its own', es: 'En su propia pestaña' },
} as const satisfies Record<string, Text>;

/** Of a file; heads a part of a comparison. */
export const lineText = (number: number): Text => ({ en: `Line ${number}`, es: `Línea ${number}` });
