import type { Step } from '../step.ts';

export const answer: Step = {
  id: 'answer',
  title: { en: 'Each viewer costs, or none does', es: 'Cuesta cada espectador, o ninguno' },
  lit: ['nginx', 'delivery', 'viewer'],
  view: {
    kind: 'answer',
    sides: [
      {
        heading: { en: 'WebRTC', es: 'WebRTC' },
        lines: [
          { en: 'encrypted anew for each viewer', es: 'cifrado aparte para cada espectador' },
          { en: 'by your server, always', es: 'siempre por tu servidor' },
        ],
      },
      {
        heading: { en: 'HLS', es: 'HLS' },
        lines: [
          { en: 'the same file for everyone', es: 'el mismo archivo para todos' },
          { en: 'from any cache', es: 'desde cualquier caché' },
        ],
      },
    ],
  },
  notes: {
    minutes: 3,
    narrative: [{ en: 'TODO', es: 'TODO' }],
    toDo: [{ en: 'TODO', es: 'TODO' }],
    questions: [],
  },
};
