import type { Step } from '../step.ts';

export const bigPicture: Step = {
  id: 'big-picture',
  title: { en: 'The best wheels, connected', es: 'Las mejores ruedas, conectadas' },
  lit: [
    'publisher',
    'ingest',
    'janus',
    'forward',
    'ffmpeg',
    'playlist',
    'nginx',
    'delivery',
    'viewer',
  ],
  view: {
    kind: 'overview',
    halves: [
      {
        name: { en: 'WebRTC', es: 'WebRTC' },
        purpose: { en: 'low latency in', es: 'entra con baja latencia' },
        figure: { en: '< 1 s', es: '< 1 s' },
      },
      {
        name: { en: 'HLS', es: 'HLS' },
        purpose: { en: 'high scale out', es: 'sale a gran escala' },
        figure: { en: '10–15 s', es: '10–15 s' },
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
