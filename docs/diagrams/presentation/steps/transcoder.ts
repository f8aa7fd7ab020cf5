import type { Step } from '../step.ts';

export const transcoder: Step = {
  id: 'transcoder',
  title: { en: 'The transmuter: FFmpeg', es: 'El transmutador: FFmpeg' },
  lit: ['ffmpeg', 'playlist'],
  view: {
    kind: 'station',
    number: 3,
    facts: [
      { label: { en: 'Audio', es: 'Audio' }, words: { en: 'Opus → AAC', es: 'Opus → AAC' } },
      { label: { en: 'Video', es: 'Video' }, words: { en: 'H.264, copied', es: 'H.264, copiado' } },
      {
        label: { en: 'Out', es: 'Sale' },
        words: { en: '.ts segments + index.m3u8', es: 'segmentos .ts + index.m3u8' },
      },
    ],
    concept: {
      en: 'A video without end becomes files of 2 to 4 seconds.',
      es: 'Un video sin fin se vuelve archivos de 2 a 4 segundos.',
    },
    demonstration: 'segments',
  },
  notes: {
    minutes: 4,
    narrative: [{ en: 'TODO', es: 'TODO' }],
    toDo: [{ en: 'TODO', es: 'TODO' }],
    questions: [],
  },
};
