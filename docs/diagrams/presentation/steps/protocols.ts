import type { Step } from '../step.ts';

export const protocols: Step = {
  id: 'protocols',
  title: { en: 'Two halves, two priorities', es: 'Dos mitades, dos prioridades' },
  lit: ['publisher', 'ingest', 'delivery', 'viewer'],
  view: {
    kind: 'table',
    columns: [
      { en: 'Way', es: 'Tramo' },
      { en: 'Protocol', es: 'Protocolo' },
      { en: 'Transport', es: 'Transporte' },
      { en: 'Priority', es: 'Prioridad' },
    ],
    rows: [
      [
        { en: 'In', es: 'Subida' },
        { en: 'WebRTC', es: 'WebRTC' },
        { en: 'UDP', es: 'UDP' },
        { en: 'Speed', es: 'Velocidad' },
      ],
      [
        { en: 'Out', es: 'Bajada' },
        { en: 'HLS', es: 'HLS' },
        { en: 'TCP (HTTP)', es: 'TCP (HTTP)' },
        { en: 'Quality and reliability', es: 'Calidad y fiabilidad' },
      ],
    ],
  },
  notes: {
    minutes: 3,
    narrative: [{ en: 'TODO', es: 'TODO' }],
    toDo: [{ en: 'TODO', es: 'TODO' }],
    questions: [],
  },
};
