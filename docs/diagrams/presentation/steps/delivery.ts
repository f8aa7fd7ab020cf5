import type { Step } from '../step.ts';

export const delivery: Step = {
  id: 'delivery',
  title: { en: 'Out: nginx and the CDN', es: 'La salida: nginx y la CDN' },
  lit: ['nginx', 'delivery'],
  view: {
    kind: 'station',
    number: 4,
    facts: [
      {
        label: { en: 'Who', es: 'Quién' },
        words: { en: 'nginx, and every cache after it', es: 'nginx y toda caché que le siga' },
      },
      { label: { en: 'How', es: 'Cómo' }, words: { en: 'HTTP over TCP', es: 'HTTP sobre TCP' } },
      {
        label: { en: 'What', es: 'Qué' },
        words: { en: 'files, like any image', es: 'archivos, como cualquier foto' },
      },
    ],
    concept: {
      en: 'A file can be copied: anyone may serve it, and FFmpeg never hears of it.',
      es: 'Un archivo se copia: puede servirlo cualquiera, y FFmpeg ni se entera.',
    },
    demonstration: 'cached',
  },
  notes: {
    minutes: 4,
    narrative: [
      {
        en: 'Now it gets dull, and that is the beauty of it. nginx hands out files by HTTP, as it would hand out photographs or a style sheet. It knows nothing of video, nor who watches, nor since when.',
        es: 'Ahora se pone aburrido, y ahí está lo bonito. nginx entrega archivos por HTTP, como entregaría fotos o una hoja de estilos. De video no sabe nada; tampoco sabe quién mira, ni desde cuándo.',
      },
      {
        en: 'But a file can be copied, and so somebody else may serve it: your browser, the proxy of an office, a CDN with machines in every city. Think of newspapers: printed once, sold at every corner. For how long a copy holds, the headers say. A segment never changes: keep it for a year. The playlist changes with every segment: ask again.',
        es: 'Pero un archivo se puede copiar, y entonces lo puede servir otro: el navegador de ustedes, el proxy de una oficina, una CDN con máquinas en cada ciudad. Piensen en un periódico: se imprime una vez y se vende en cada esquina. Cuánto vale una copia lo dicen los encabezados. Un segmento no cambia nunca: «guárdenlo un año». La lista cambia con cada segmento: «vuelvan a preguntar».',
      },
      {
        en: 'And with that, the number of viewers stops being our problem. We measured it: behind one cache, our origin got @[figure](edge.10.originRate) requests per second with 10 viewers, and @[figure](edge.3000.originRate) with 3000. FFmpeg and Janus did not even learn that somebody was watching.',
        es: 'Y con eso, el número de espectadores deja de ser problema nuestro. Lo medimos: detrás de una caché, nuestro origen recibió @[figure](edge.10.originRate) solicitudes por segundo con 10 espectadores, y @[figure](edge.3000.originRate) con 3000. FFmpeg y Janus ni siquiera supieron que alguien miraba.',
      },
      {
        en: 'Along the last arrow goes HTTP over TCP. What gets lost is sent again until it is there. That takes its time, and time is just what the viewer has.',
        es: 'Por la última flecha va HTTP sobre TCP. Lo que se pierde se envía de nuevo hasta que está. Eso toma su tiempo, y tiempo es justo lo que tiene el espectador.',
      },
    ],
    toDo: [
      {
        en: 'On the slide: the same segment, asked for twice. Let the class say who answers the second time, then press “Ask twice”: first nginx, then this browser’s own cache. The `Date` header gives it away, for it is the same both times.',
        es: 'En la diapositiva: el mismo segmento, pedido dos veces. Que la clase diga quién responde la segunda vez, y pulsa «Pedir dos veces»: primero nginx, después la caché de este navegador. Lo delata el encabezado `Date`: es el mismo las dos veces.',
      },
      {
        en: 'Point at the segment’s `Cache-Control`: a year, `immutable`. Then in a terminal, the playlist’s: `curl -I http://localhost:8080/live/index.m3u8`. A browser asks every time, a CDN may keep it for one second.',
        es: 'Señala el `Cache-Control` del segmento: un año, `immutable`. Después, en una terminal, el de la lista: `curl -I http://localhost:8080/live/index.m3u8`. Un navegador pregunta cada vez; una CDN puede guardarla un segundo.',
      },
      {
        en: 'Break it: nginx. All hops left of it stay green, segments are still being born; they are just not fetched. The viewer plays on for as long as its buffer lasts, stands still, and goes on by itself once nginx is back.',
        es: '«Romper algo», nginx. A su izquierda todo sigue en verde, los segmentos siguen naciendo; solo que nadie los recoge. El espectador sigue mientras le dura el búfer, se detiene, y continúa solo cuando vuelve nginx.',
      },
    ],
    questions: [
      {
        question: {
          en: 'A million people watch. What does our server see?',
          es: 'Mira un millón de personas. ¿Qué ve nuestro servidor?',
        },
        answer: {
          en: 'The caches, and no one else. Each edge of the CDN asks about once a second and answers all its viewers by itself.',
          es: 'Las cachés, y a nadie más. Cada borde de la CDN pregunta más o menos una vez por segundo y les responde por su cuenta a todos sus espectadores.',
        },
      },
      {
        question: {
          en: 'May a cache keep a 404, too?',
          es: '¿Una caché puede guardar también un 404?',
        },
        answer: {
          en: 'It must not, and our header says `no-store`. The segment that is missing now may be there in a moment, and a kept 404 would hide it.',
          es: 'No debe, y nuestro encabezado dice `no-store`. El segmento que falta ahora puede estar en un momento, y un 404 guardado lo taparía.',
        },
      },
      {
        question: { en: 'And HTTPS?', es: '¿Y HTTPS?' },
        answer: {
          en: 'Outside a workshop, always. It is not free: TLS costs nginx 4.4 times as much per byte, as we measured. Caches work as before, since the CDN holds the certificate.',
          es: 'Fuera de un taller, siempre. Gratis no es: medimos que TLS le cuesta a nginx 4.4 veces más por byte. Las cachés siguen sirviendo, porque el certificado lo tiene la CDN.',
        },
      },
    ],
  },
};
