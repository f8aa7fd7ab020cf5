import type { Step } from '../step.ts';

export const measured: Step = {
  id: 'measured',
  title: { en: 'Measured, on two cores', es: 'Medido, en dos núcleos' },
  lit: ['janus', 'nginx', 'delivery', 'viewer'],
  view: {
    kind: 'measured',
    what: { en: 'Processor for 200 viewers', es: 'Procesador para 200 espectadores' },
    bars: [
      {
        label: { en: 'WebRTC', es: 'WebRTC' },
        value: 111,
        written: { en: '111 % of a core', es: '111 % de un núcleo' },
        tone: 'hot',
      },
      {
        label: { en: 'HLS', es: 'HLS' },
        value: 1.7,
        written: { en: '1.7 %', es: '1.7 %' },
        tone: 'cool',
      },
    ],
    source: {
      en: 'One 2-core machine, load generator included; 1280 × 720, 1.4 Mbit/s, plain HTTP',
      es: 'Máquina de 2 núcleos, con el generador de carga; 1280 × 720, 1.4 Mbit/s, HTTP simple',
    },
  },
  notes: {
    minutes: 3,
    narrative: [
      {
        en: 'Do not believe me, believe the measurement. 200 viewers, the same picture for all. Janus took 111 % of a core for them, and with the load generator beside it the machine of two cores was full. nginx took 1.7 %.',
        es: 'No me crean a mí, créanle a la medición. 200 espectadores, la misma imagen para todos. A Janus le costaron el 111 % de un núcleo y, con el generador de carga al lado, la máquina de dos núcleos estaba llena. A nginx, el 1.7 %.',
      },
      {
        en: 'Janus could do no more there. nginx went on: 3000 viewers, 13.6 % of a core, 4.9 gigabits a second, without an error. And behind a cache the origin saw 1.0 request per second, whether 10 people watched or 3000.',
        es: 'Janus ya no podía más ahí. nginx siguió: 3000 espectadores, 13.6 % de un núcleo, 4.9 gigabits por segundo, sin un error. Y detrás de una caché, el origen vio 1.0 solicitudes por segundo, miraran 10 personas o 3000.',
      },
      {
        en: 'Now let us be fair. That was plain HTTP, and WebRTC always encrypts. With HTTPS the ratio shrinks to between 1 to 12 and 1 to 30; that is worked out, not measured. It is still more than ten times, and the shape stays: one side grows with each viewer, the other with each cache.',
        es: 'Ahora seamos justos. Eso fue HTTP simple, y WebRTC siempre cifra. Con HTTPS la proporción baja a entre 1 a 12 y 1 a 30; esa cifra está calculada, no medida. Siguen siendo más de diez veces, y la forma no cambia: un lado crece con cada espectador; el otro, con cada caché.',
      },
      {
        en: 'That is the whole design in one line: WebRTC in, because it is fast; HLS out, because it scales. And now you build it.',
        es: 'Ese es todo el diseño en una línea: entra WebRTC, porque es rápido; sale HLS, porque escala. Y ahora lo construyen ustedes.',
      },
    ],
    toDo: [
      {
        en: 'Let them work out the million from the slide: 111 % of a core for 200, so 5,000 times as much. About 5,500 cores.',
        es: 'Que calculen el millón con la diapositiva: el 111 % de un núcleo para 200, o sea 5000 veces eso. Unos 5500 núcleos.',
      },
      {
        en: 'Give out the sheet with the figure and the table of protocols (`npm run handout`), and send them to the first lab.',
        es: 'Reparte la hoja con la figura y la tabla de protocolos (`npm run handout`), y al primer laboratorio.',
      },
    ],
    questions: [
      {
        question: {
          en: 'A bigger machine would carry more WebRTC. So?',
          es: 'Una máquina más grande aguantaría más WebRTC. ¿Y entonces?',
        },
        answer: {
          en: 'It would, and each viewer would still cost 0.28 to 0.33 s of processor per minute, against 0.0027 to 0.0064 s. The line only ends further out.',
          es: 'Sí, y cada espectador seguiría costando de 0.28 a 0.33 s de procesador por minuto, contra 0.0027 a 0.0064 s. La línea solo termina más lejos.',
        },
      },
      {
        question: { en: 'What do we pay with, then?', es: '¿Con qué lo pagamos, entonces?' },
        answer: {
          en: 'With seconds. From camera to screen we measured 43 to 87 ms by WebRTC, 13.0 s by HLS with 4 s segments, 2.5 s with 1 s segments and two behind.',
          es: 'Con segundos. De la cámara a la pantalla medimos de 43 a 87 ms con WebRTC, 13.0 s con HLS y segmentos de 4 s, 2.5 s con segmentos de 1 s y dos atrás.',
        },
      },
      {
        question: { en: 'Can I trust the figures?', es: '¿Puedo confiar en las cifras?' },
        answer: {
          en: 'As orders of magnitude. All of it ran on one machine, with no network in the way. How it was measured stands at the end of the page “Why not WebRTC?”.',
          es: 'Como órdenes de magnitud. Todo corrió en una sola máquina, sin red de por medio. Cómo se midió está al final de la página «¿Por qué no WebRTC?».',
        },
      },
    ],
  },
};
