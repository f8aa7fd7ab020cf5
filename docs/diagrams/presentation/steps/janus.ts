import type { Step } from '../step.ts';

export const janus: Step = {
  id: 'janus',
  title: { en: 'The doorman: Janus', es: 'El portero: Janus' },
  lit: ['janus', 'forward'],
  view: {
    kind: 'station',
    number: 2,
    facts: [
      { label: { en: 'Who', es: 'Quién' }, words: { en: 'an SFU', es: 'un SFU' } },
      {
        label: { en: 'How', es: 'Cómo' },
        words: { en: 'DTLS and SRTP in, plain RTP out', es: 'entra DTLS y SRTP, sale RTP simple' },
      },
      {
        label: { en: 'Where', es: 'Dónde' },
        words: { en: 'UDP port 5004', es: 'puerto UDP 5004' },
      },
    ],
    concept: {
      en: 'A universal translator: complicated web dialect in, plain packets out.',
      es: 'Un traductor universal: entra el dialecto de la web, salen paquetes simples.',
    },
    demonstration: 'session',
  },
  notes: {
    minutes: 4,
    narrative: [{ en: 'TODO', es: 'TODO' }],
    toDo: [{ en: 'TODO', es: 'TODO' }],
    questions: [],
  },
};
