import type { Step } from '../step.ts';

export const protocols: Step = {
  id: 'protocols',
  title: { en: 'Two halves, two priorities', es: 'Dos mitades, dos prioridades' },
  lit: ['publisher', 'ingest', 'delivery', 'viewer'],
  view: {
    kind: 'table',
    columns: [
      { en: 'Half', es: 'Mitad' },
      { en: 'Protocol', es: 'Protocolo' },
      { en: 'Transport', es: 'Transporte' },
      { en: 'Comes first', es: 'Lo primero' },
    ],
    rows: [
      [
        { en: 'In', es: 'Entrada' },
        { en: 'WebRTC', es: 'WebRTC' },
        { en: 'UDP', es: 'UDP' },
        { en: 'Speed', es: 'Velocidad' },
      ],
      [
        { en: 'Out', es: 'Salida' },
        { en: 'HLS', es: 'HLS' },
        { en: 'TCP (HTTP)', es: 'TCP (HTTP)' },
        { en: 'Quality and reliability', es: 'Calidad y confiabilidad' },
      ],
    ],
  },
  notes: {
    minutes: 2,
    narrative: [
      {
        en: 'Two rows, and the rest follows. On the way in, WebRTC over UDP: speed first, because it happens now. On the way out, HLS over HTTP and TCP: quality and reliability first, and for that it waits.',
        es: 'Dos filas, y lo demás se deduce. Para entrar, WebRTC sobre UDP: primero la velocidad, porque está pasando ahora. Para salir, HLS con HTTP sobre TCP: primero la calidad y la confiabilidad, y para eso espera.',
      },
      {
        en: 'Ask any protocol one question: what do you do when something does not arrive? WebRTC says: I ask for it while it is still of use, and then I go on. TCP says: I send it until it is there. Neither is the better one. Each is in the half that it was made for.',
        es: 'A un protocolo háganle una sola pregunta: ¿qué haces cuando algo no llega? WebRTC dice: lo pido mientras todavía sirva, y después sigo. TCP dice: lo envío hasta que esté. Ninguno es mejor. Cada uno está en la mitad para la que se hizo.',
      },
    ],
    toDo: [
      {
        en: 'You asked before it appeared (step 5, last point): now let the table answer, and compare it with what was said.',
        es: 'Lo preguntaste antes de que apareciera (último punto del paso 5): que ahora responda la tabla, y compárala con lo que dijeron.',
      },
      {
        en: 'Point from each row to its half of the figure: the first arrow, the last arrow.',
        es: 'Desde cada fila, señala su mitad de la figura: la primera flecha, la última flecha.',
      },
    ],
    questions: [
      {
        question: {
          en: 'We need less delay. Which half do we change?',
          es: 'Necesitamos menos retraso. ¿Qué mitad cambiamos?',
        },
        answer: {
          en: 'The way out: nearly all of the seconds are there. The way in takes less than a tenth.',
          es: 'La salida: casi todos los segundos están ahí. La entrada toma menos de una décima.',
        },
      },
      {
        question: {
          en: 'HTTP/3 runs over UDP. Does that make HLS as fast as WebRTC?',
          es: 'HTTP/3 va sobre UDP. ¿Con eso HLS es tan rápido como WebRTC?',
        },
        answer: {
          en: 'No. HTTP/3 repeats what was lost, too, just as TCP does: the promise is the same. And the seconds come from finished segments, not from the transport.',
          es: 'No. HTTP/3 también repite lo que se perdió, igual que TCP: la promesa es la misma. Y los segundos vienen de esperar segmentos terminados, no del transporte.',
        },
      },
    ],
  },
};
