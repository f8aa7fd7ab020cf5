import type { Step } from '../step.ts';

export const delivery: Step = {
  id: 'delivery',
  title: { en: 'Out: nginx and the CDN', es: 'La salida: nginx y la CDN' },
  lit: ['nginx', 'delivery'],
  view: {
    kind: 'station',
    number: 4,
    facts: [
      { label: { en: 'How', es: 'Cómo' }, words: { en: 'HTTP over TCP', es: 'HTTP sobre TCP' } },
      {
        label: { en: 'What', es: 'Qué' },
        words: { en: 'static files, like pictures', es: 'archivos estáticos, como fotos' },
      },
      {
        label: { en: 'Who', es: 'Quién' },
        words: { en: 'nginx, and any cache', es: 'nginx y cualquier caché' },
      },
    ],
    concept: {
      en: 'Files scale to millions, and the transcoder never hears of it.',
      es: 'Los archivos llegan a millones sin tocar el transcodificador.',
    },
    demonstration: 'cached',
  },
  notes: {
    minutes: 4,
    narrative: [{ en: 'TODO', es: 'TODO' }],
    toDo: [{ en: 'TODO', es: 'TODO' }],
    questions: [],
  },
};
