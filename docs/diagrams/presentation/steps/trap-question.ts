import type { Step } from '../step.ts';

export const trapQuestion: Step = {
  id: 'trap-question',
  title: { en: 'The trap question', es: 'La pregunta trampa' },
  lit: ['delivery', 'viewer'],
  view: {
    kind: 'question',
    question: {
      en: 'Why not WebRTC for the viewers, too?',
      es: '¿Por qué no usamos WebRTC también para los espectadores?',
    },
    hint: { en: 'Think of a thousand viewers.', es: 'Piensa en mil espectadores.' },
  },
  notes: {
    minutes: 3,
    narrative: [{ en: 'TODO', es: 'TODO' }],
    toDo: [{ en: 'TODO', es: 'TODO' }],
    questions: [],
  },
};
