/** What the slides and the notes window say themselves. The steps' words stand in `docs/diagrams/presentation/`. */
import type { Text } from '../../../../scripts/language/text.ts';

export const texts = {
  controls: { en: 'Controls', es: 'Controles' },
  steps: { en: 'Steps', es: 'Pasos' },
  next: { en: 'Next', es: 'Siguiente' },
  previous: { en: 'Back', es: 'Atrás' },
  fullScreen: { en: 'Full screen', es: 'Pantalla completa' },
  openNotes: { en: 'Notes window', es: 'Ventana de notas' },
  openSlides: { en: 'Open the slides', es: 'Abrir las diapositivas' },
  help: { en: 'Keys', es: 'Teclas' },
  close: { en: 'Close', es: 'Cerrar' },
  leave: { en: 'Leave', es: 'Salir' },
  black: { en: 'The slides are black.', es: 'Las diapositivas están en negro.' },
  endBlack: { en: 'Show them', es: 'Mostrarlas' },

  narrative: { en: 'Tell', es: 'Contar' },
  toDo: { en: 'Do', es: 'Hacer' },
  questions: { en: 'Questions', es: 'Preguntas' },
  nextStep: { en: 'Next', es: 'Sigue' },
  lastStep: { en: 'This is the last step.', es: 'Este es el último paso.' },
  time: { en: 'Time', es: 'Tiempo' },
  thisStep: { en: 'This step', es: 'Este paso' },
  inAll: { en: 'In all', es: 'En total' },
  startClock: { en: 'Start', es: 'Iniciar' },
  stopClock: { en: 'Pause', es: 'Pausar' },
  resetClock: { en: 'Back to zero', es: 'Poner en cero' },

  live: { en: 'Live on the slides', es: 'En vivo en las diapositivas' },
  showLive: { en: 'Figures and demonstrations', es: 'Cifras y demostraciones' },
  breakIt: { en: 'Break it', es: 'Romper algo' },
  breakItHow: {
    en: 'Stops a part of the running system. The class finds it; then you bring it back.',
    es: 'Detiene una parte del sistema en marcha. La clase la encuentra y tú la reanudas.',
  },
  breakHop: { en: 'Stop', es: 'Detener' },
  mendHop: { en: 'Bring back', es: 'Reanudar' },
  staticNotes: {
    en: 'Live figures, demonstrations and “Break it” need the workshop behind the page. On your own machine:',
    es: 'Las cifras en vivo, las demostraciones y «Romper algo» necesitan el taller detrás de la página. En tu máquina:',
  },
  remoteNotes: {
    en: 'Only on the machine where the workshop runs.',
    es: 'Solo en la máquina donde corre el taller.',
  },
} as const satisfies Record<string, Text>;

export const minutesText = (minutes: number): Text => ({
  en: `${minutes} min`,
  es: `${minutes} min`,
});

/** Minutes and seconds, as clocks show them: `4:05`. */
export function clockText(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1_000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** Whose keys they are, and what they do. */
export const keyRows: readonly { keys: readonly string[]; does: Text }[] = [
  { keys: ['→', '↓', '␣', 'Page Down'], does: { en: 'next step', es: 'paso siguiente' } },
  { keys: ['←', '↑', 'Page Up'], does: { en: 'step before', es: 'paso anterior' } },
  { keys: ['Home', 'End'], does: { en: 'first and last step', es: 'primer y último paso' } },
  {
    keys: ['0', '1', '…', '9'],
    does: { en: 'to a step; 1 to 5 are the stations', es: 'a un paso; 1 a 5 son las estaciones' },
  },
  { keys: ['F'], does: { en: 'full screen', es: 'pantalla completa' } },
  { keys: ['B', '.'], does: { en: 'black', es: 'pantalla en negro' } },
  {
    keys: ['L'],
    does: { en: 'show or hide what is live', es: 'mostrar u ocultar lo que está vivo' },
  },
  { keys: ['N'], does: { en: 'notes window', es: 'ventana de notas' } },
  { keys: ['?'], does: { en: 'these keys', es: 'estas teclas' } },
];
