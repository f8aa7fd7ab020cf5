import type { Step } from '../step.ts';

export const viewer: Step = {
  id: 'viewer',
  title: { en: 'The viewer', es: 'El espectador' },
  lit: ['viewer'],
  view: {
    kind: 'station',
    number: 5,
    facts: [
      {
        label: { en: 'Who', es: 'Quién' },
        words: { en: 'browser, phone, TV', es: 'navegador, teléfono, TV' },
      },
      {
        label: { en: 'How', es: 'Cómo' },
        words: { en: 'hls.js asks for the list', es: 'hls.js pide la lista' },
      },
      { label: { en: 'Late', es: 'Atrás' }, words: { en: '10 to 15 s', es: '10 a 15 s' } },
    ],
    concept: {
      en: 'Latency is the sum of the segments in the buffer.',
      es: 'La latencia es la suma de los segmentos en el búfer.',
    },
    demonstration: 'latency',
  },
  notes: {
    minutes: 4,
    narrative: [{ en: 'TODO', es: 'TODO' }],
    toDo: [{ en: 'TODO', es: 'TODO' }],
    questions: [],
  },
};
