import type { Step } from '../step.ts';

export const measured: Step = {
  id: 'measured',
  title: { en: 'Measured, not claimed', es: 'Medido, no supuesto' },
  lit: ['janus', 'nginx', 'delivery', 'viewer'],
  view: {
    kind: 'measured',
    what: {
      en: 'Processor per viewer and minute',
      es: 'Procesador por espectador y minuto',
    },
    bars: [
      { label: { en: 'WebRTC', es: 'WebRTC' }, figure: 'viewers.webrtc.cpu', tone: 'hot' },
      { label: { en: 'HLS', es: 'HLS' }, figure: 'viewers.hls.cpu', tone: 'cool' },
    ],
    together: {
      en: '@[figure](viewers.ratio) to 1',
      es: '@[figure](viewers.ratio) a 1',
    },
    bench: 'viewers',
  },
  notes: {
    minutes: 3,
    narrative: [
      {
        en: 'Do not believe me, believe the measurement. The same picture for all, WebRTC and HLS in turns, on one machine. For each viewer and minute Janus took @[figure](viewers.webrtc.cpu) of processor. nginx took @[figure](viewers.hls.cpu). One WebRTC viewer costs as much as @[figure](viewers.ratio) of HLS.',
        es: 'No me crean a mí, créanle a la medición. La misma imagen para todos, WebRTC y HLS por turnos, en una sola máquina. Por cada espectador y minuto, Janus ocupó @[figure](viewers.webrtc.cpu) de procesador. nginx, @[figure](viewers.hls.cpu). Un espectador WebRTC cuesta lo que @[figure](viewers.ratio) de HLS.',
      },
      {
        en: 'So one core carries @[figure](viewers.webrtc.perCore) viewers by WebRTC, or @[figure](viewers.hls.perCore) by HLS, if the line goes on as it began. And behind a cache there is not even a line: the origin answered @[figure](edge.10.originRate) requests a second while 10 people watched, and @[figure](edge.3000.originRate) while 3000 did.',
        es: 'Así que un núcleo aguanta @[figure](viewers.webrtc.perCore) espectadores por WebRTC, o @[figure](viewers.hls.perCore) por HLS, si la recta sigue como empezó. Y detrás de una caché ni siquiera hay recta: el origen respondió @[figure](edge.10.originRate) solicitudes por segundo mientras miraban 10 personas, y @[figure](edge.3000.originRate) mientras miraban 3000.',
      },
      {
        en: 'Now let us be fair. That was plain HTTP, and WebRTC always encrypts. Over HTTPS, which encrypts as well, @[figure](viewers.https.ratio) to 1 is left. But the shape stays: one side grows with each viewer, the other with each cache.',
        es: 'Ahora seamos justos. Eso fue HTTP simple, y WebRTC siempre cifra. Con HTTPS, que también cifra, queda @[figure](viewers.https.ratio) a 1. Pero la forma no cambia: un lado crece con cada espectador; el otro, con cada caché.',
      },
      {
        en: 'That is the whole design in one line: WebRTC in, because it is fast; HLS out, because it scales. And now you build it.',
        es: 'Ese es todo el diseño en una línea: entra WebRTC, porque es rápido; sale HLS, porque escala. Y ahora lo construyen ustedes.',
      },
    ],
    toDo: [
      {
        en: 'Before the class, measure on your own machine: `npm run bench -- all`, or with `--quick`. While `npm start` runs there, this slide and these notes show your figures instead of ours, and the slide says whose they are.',
        es: 'Antes de la clase, mide en tu propia máquina: `npm run bench -- all`, o con `--quick`. Mientras ahí corra `npm start`, esta diapositiva y estas notas muestran tus cifras en lugar de las nuestras, y la diapositiva dice de quién son.',
      },
      {
        en: 'Let them work out the million from the slide: a million viewers for a minute, sixty seconds to a core. By WebRTC about @[figure](viewers.webrtc.millionCores) cores, by HLS @[figure](viewers.hls.millionCores).',
        es: 'Que calculen el millón con la diapositiva: un millón de espectadores durante un minuto, sesenta segundos por núcleo. Por WebRTC, unos @[figure](viewers.webrtc.millionCores) núcleos; por HLS, @[figure](viewers.hls.millionCores).',
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
          en: 'It would, and each viewer would still cost about @[figure](viewers.ratio) times as much. The line only ends further out.',
          es: 'Sí, y cada espectador seguiría costando unas @[figure](viewers.ratio) veces más. La línea solo termina más lejos.',
        },
      },
      {
        question: { en: 'What do we pay with, then?', es: '¿Con qué lo pagamos, entonces?' },
        answer: {
          en: 'With seconds. From camera to screen we measured @[figure](latency.webrtc) by WebRTC, @[figure](latency.classic) by HLS with 4 s segments, and @[figure](latency.low) with 1 s segments.',
          es: 'Con segundos. De la cámara a la pantalla medimos @[figure](latency.webrtc) con WebRTC, @[figure](latency.classic) con HLS y segmentos de 4 s, y @[figure](latency.low) con segmentos de 1 s.',
        },
      },
      {
        question: { en: 'Can I trust the figures?', es: '¿Puedo confiar en las cifras?' },
        answer: {
          en: 'The ratios more than the absolute values: your processor is another one. All of it runs on one machine, with no network in the way. How each figure is measured stands on the page “Measure it yourself”, and the command is on the slide.',
          es: 'En las proporciones más que en los valores absolutos: tu procesador es otro. Todo corre en una sola máquina, sin red de por medio. Cómo se mide cada cifra está en la página «Mídelo tú mismo», y el comando, en la diapositiva.',
        },
      },
    ],
  },
};
