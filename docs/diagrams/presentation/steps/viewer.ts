import type { Step } from '../step.ts';

export const viewer: Step = {
  id: 'viewer',
  title: { en: 'The viewer', es: 'El espectador' },
  lit: ['viewer'],
  view: {
    kind: 'station',
    number: 5,
    facts: [
      {
        label: { en: 'Who', es: 'Quién' },
        words: { en: 'browser, telephone, TV, VLC', es: 'navegador, teléfono, TV, VLC' },
      },
      {
        label: { en: 'How', es: 'Cómo' },
        words: {
          en: 'hls.js: asks for list and files',
          es: 'hls.js: pide lista y archivos',
        },
      },
      {
        label: { en: 'Behind', es: 'Retraso' },
        words: { en: '10 to 15 s with 4 s segments', es: '10 a 15 s con segmentos de 4 s' },
      },
    ],
    concept: {
      en: 'Those seconds are a reserve: the network stumbles, the picture goes on.',
      es: 'Esos segundos son una reserva: la red tropieza y la imagen sigue.',
    },
    demonstration: 'latency',
  },
  notes: {
    minutes: 5,
    narrative: [
      {
        en: 'At the end: a browser, a telephone, a television, VLC. Nobody calls a viewer. The viewer asks. hls.js, a piece of JavaScript in the page, loads `index.m3u8` about once per segment, sees which names are new, loads those files and plays them in order.',
        es: 'Al final del camino: un navegador, un teléfono, un televisor, VLC. Al espectador nadie lo llama. Pregunta él. hls.js, un JavaScript que está en la página, carga `index.m3u8` más o menos una vez por segmento, ve qué nombres son nuevos, carga esos archivos y los reproduce en orden.',
      },
      {
        en: 'And it plays late. Add it up with me. A segment of four seconds is listed once it is finished, so it is four seconds old by then. The list is up to four seconds old when the player reads it. And the player keeps six more in its buffer. Ten to fifteen seconds behind the camera, and nobody has done anything wrong.',
        es: 'Y lo hace tarde. Sumen conmigo. Un segmento de cuatro segundos entra en la lista cuando está terminado, o sea que ya tiene cuatro. La lista tiene hasta otros cuatro cuando el reproductor la lee. Y el reproductor guarda seis más en su búfer. De diez a quince segundos detrás de la cámara, y nadie hizo nada mal.',
      },
      {
        en: 'Those seconds are not waste: they are a reserve. If the network stumbles, the player lives on what it has, and you see nothing. The publisher has no such reserve. There, speed; here, patience: like someone who reads a day later than the rest, and misses no page.',
        es: 'Esos segundos no son desperdicio: son una reserva. Si la red tropieza, el reproductor vive de lo que guardó, y ustedes no ven nada. El emisor no tiene esa reserva. Allá, velocidad; aquí, paciencia: como quien lee el periódico más tarde que los demás, pero no se pierde una página.',
      },
      {
        en: 'With segments of one second, and less reserve, we measured @[figure](latency.low) in place of @[figure](latency.classic). Less delay, less reserve. This is the knob that you will turn in the labs.',
        es: 'Con segmentos de un segundo, y menos reserva, medimos @[figure](latency.low) en lugar de @[figure](latency.classic). Menos retraso, menos reserva. Esa es la perilla que van a girar en los laboratorios.',
      },
    ],
    toDo: [
      {
        en: 'On the slide, with the test picture on air: publisher and viewer side by side, the same clock in both. Let the class subtract one from the other before anybody looks at the measured difference. Then compare with the guesses on the board.',
        es: 'En la diapositiva, con la imagen de prueba al aire: emisor y espectador lado a lado, el mismo reloj en los dos. Que la clase reste un reloj del otro antes de mirar la diferencia medida. Después, compárenla con las apuestas de la pizarra.',
      },
      {
        en: 'Break it: nginx once more. Everybody counts aloud until the viewer stands still. What you have counted is the reserve: with 4 s segments 6 to 10 s.',
        es: '«Romper algo», nginx otra vez. Todos cuentan en voz alta hasta que el espectador se detiene. Lo que contaron es la reserva: con segmentos de 4 s, de 6 a 10 s.',
      },
      {
        en: 'Started with `npm start -- --host`? Then let them open `/viewer/` on their telephones. No two show the same moment; ask why.',
        es: '¿Arrancaste con `npm start -- --host`? Entonces, que abran `/viewer/` en sus teléfonos. No hay dos que muestren el mismo instante; pregunta por qué.',
      },
      {
        en: 'Before you go on, press B: a black screen. Ask: which transport on which side, and why? Then → brings the table.',
        es: 'Antes de seguir, pulsa B: pantalla en negro. Pregunta: ¿qué transporte de cada lado, y por qué? Después, con →, aparece la tabla.',
      },
    ],
    questions: [
      {
        question: {
          en: 'How does the player learn of a new segment?',
          es: '¿Cómo se entera el reproductor de un segmento nuevo?',
        },
        answer: {
          en: 'By asking: it loads the list once per target duration, and twice as often when nothing was new.',
          es: 'Preguntando: carga la lista una vez por duración objetivo, y el doble de seguido cuando no hubo nada nuevo.',
        },
      },
      {
        question: {
          en: 'Why are two viewers not at the same place?',
          es: '¿Por qué dos espectadores no van por el mismo lugar?',
        },
        answer: {
          en: 'Each came at another moment between two segments, so the list was of another age for each: with 4 s segments up to 4 s of difference.',
          es: 'Cada uno llegó en otro momento entre dos segmentos, y encontró la lista con otra edad: con segmentos de 4 s, hasta 4 s de diferencia.',
        },
      },
      {
        question: {
          en: 'How far down can the delay go?',
          es: '¿Hasta dónde se puede bajar el retraso?',
        },
        answer: {
          en: 'With plain HLS to about @[figure](latency.low), with segments of 1 s. Low-Latency HLS goes lower, but packager, server and player must all know it.',
          es: 'Con HLS simple, a unos @[figure](latency.low), con segmentos de 1 s. El HLS de baja latencia baja más, pero tienen que conocerlo el empaquetador, el servidor y el reproductor.',
        },
      },
      {
        question: {
          en: 'The network fails for a second. Which side notices?',
          es: 'La red falla un segundo. ¿Qué lado lo nota?',
        },
        answer: {
          en: 'The publisher’s: a second of picture is damaged or gone. The viewer has seconds in hand.',
          es: 'El del emisor: un segundo de imagen queda dañado o desaparece. Al espectador le sobran segundos.',
        },
      },
    ],
  },
};
