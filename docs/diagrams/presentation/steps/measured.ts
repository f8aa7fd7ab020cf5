import type { Step } from '../step.ts';

export const measured: Step = {
  id: 'measured',
  title: { en: 'Measured, here', es: 'Medido, aquí' },
  lit: ['janus', 'nginx', 'delivery', 'viewer'],
  view: {
    kind: 'measured',
    what: { en: 'Processor time for 200 viewers', es: 'Procesador para 200 espectadores' },
    bars: [
      {
        label: { en: 'WebRTC', es: 'WebRTC' },
        value: 111,
        written: { en: '111 % of a core', es: '111 % de un núcleo' },
        tone: 'hot',
      },
      {
        label: { en: 'HLS', es: 'HLS' },
        value: 2,
        written: { en: '2 %', es: '2 %' },
        tone: 'cool',
      },
    ],
    source: { en: 'Two cores, one stream of 1 Mbit/s', es: 'Dos núcleos, un video de 1 Mbit/s' },
  },
  notes: {
    minutes: 3,
    narrative: [{ en: 'TODO', es: 'TODO' }],
    toDo: [{ en: 'TODO', es: 'TODO' }],
    questions: [],
  },
};
