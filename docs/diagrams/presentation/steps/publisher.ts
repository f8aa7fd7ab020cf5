import type { Step } from '../step.ts';

export const publisher: Step = {
  id: 'publisher',
  title: { en: 'In: the publisher', es: 'La entrada: el emisor' },
  lit: ['publisher', 'ingest'],
  view: {
    kind: 'station',
    number: 1,
    facts: [
      {
        label: { en: 'Who', es: 'Quién' },
        words: { en: 'a browser with a camera', es: 'un navegador con cámara' },
      },
      {
        label: { en: 'How', es: 'Cómo' },
        words: { en: 'WebRTC over UDP', es: 'WebRTC sobre UDP' },
      },
      {
        label: { en: 'What', es: 'Qué' },
        words: { en: 'H.264 video, Opus audio', es: 'video H.264, audio Opus' },
      },
    ],
    concept: {
      en: 'Pure speed: what is lost is lost, and on we go.',
      es: 'Velocidad pura: lo que se pierde se pierde, y seguimos.',
    },
    demonstration: 'picture',
  },
  notes: {
    minutes: 4,
    narrative: [{ en: 'TODO', es: 'TODO' }],
    toDo: [{ en: 'TODO', es: 'TODO' }],
    questions: [],
  },
};
