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
        words: { en: 'H.264 picture, Opus sound', es: 'imagen H.264, sonido Opus' },
      },
    ],
    concept: {
      en: 'Late is worse than lost: nobody waits for what is missing.',
      es: 'Tarde es peor que perdido: lo que falta no se espera.',
    },
    demonstration: 'picture',
  },
  notes: {
    minutes: 5,
    narrative: [
      {
        en: 'It begins in a browser. A page asks for camera and microphone, makes H.264 of the picture and Opus of the sound, and sends both straight to our server. Nothing to install: WebRTC is in every browser.',
        es: 'Todo empieza en un navegador. Una página pide cámara y micrófono, codifica la imagen en H.264 y el sonido en Opus, y los envía directo a nuestro servidor. No hay nada que instalar: WebRTC viene en todos los navegadores.',
      },
      {
        en: 'It goes over UDP: packets of about a thousand bytes, thrown and not waited for. TCP promises that everything arrives, and keeps its word by holding back all that stands behind the missing piece. In a live picture, late is worse than lost. WebRTC does ask for a lost packet again, but only while it can still be in time. Then it goes on without it.',
        es: 'Viaja sobre UDP: paquetes de unos mil bytes que se lanzan y no se esperan. TCP promete que todo llega, y lo cumple reteniendo todo lo que viene detrás de lo que falta. En una imagen en vivo, tarde es peor que perdido. WebRTC sí vuelve a pedir un paquete perdido, pero solo mientras todavía pueda llegar a tiempo. Después sigue sin él.',
      },
      {
        en: 'Think of a reporter on a live radio link. When a word drowns in noise, nobody starts the broadcast over; the reporter talks on. But what this leg loses for good, no station after it brings back.',
        es: 'Piensen en alguien que transmite por radio desde la calle. Si el ruido se come una palabra, nadie empieza de nuevo: sigue hablando. Eso sí: lo que este tramo pierde del todo, ninguna estación posterior lo recupera.',
      },
      {
        en: 'So along the first arrow come encrypted packets, well over a hundred a second, all in a hurry. Somebody has to open the door for them.',
        es: 'Así que por la primera flecha vienen paquetes cifrados, bastante más de cien por segundo, todos con prisa. Alguien tiene que abrirles la puerta.',
      },
    ],
    toDo: [
      {
        en: 'On the slide: the publisher’s picture as WebRTC shows it, and its bitrate over the last minute. Hold the clock in the picture against that of this machine: the eye sees no difference.',
        es: 'En la diapositiva: la imagen del emisor tal como la muestra WebRTC, y su tasa de bits en el último minuto. Compara el reloj de la imagen con el de esta máquina: a simple vista no hay diferencia.',
      },
      {
        en: 'Publish with your own camera, `http://localhost:5173/publisher/`. The test picture makes way. Wave, and the slide waves at once; in the viewer’s window it takes a while.',
        es: 'Emite con tu propia cámara, `http://localhost:5173/publisher/`. La imagen de prueba te cede el lugar. Saluda: la diapositiva saluda al instante; la ventana del espectador tarda un rato.',
      },
      {
        en: 'Break it: the publisher (the test picture; so press Stop first if your camera is on air). After about 2 s it is the first red hop. The viewer plays on for as long as its buffer lasts. Bring it back: a new session, and the viewer goes on by itself, nearer to the live edge than before. Reload its page after each break, and it has its reserve again.',
        es: '«Romper algo», el emisor (la imagen de prueba; si está tu cámara al aire, pulsa antes «Detener»). A los 2 s, más o menos, es el primer eslabón rojo. El espectador sigue mientras le dura el búfer. Reanúdalo: empieza otra sesión, y el espectador continúa solo, más cerca del vivo que antes. Recarga su página después de cada corte, y recupera su reserva.',
      },
    ],
    questions: [
      {
        question: {
          en: 'Why UDP, when the whole web runs on TCP?',
          es: '¿Por qué UDP, si toda la web funciona con TCP?',
        },
        answer: {
          en: 'Because TCP makes a live picture stand still for each lost packet, and late for ever after. Over UDP a loss damages a little of one picture.',
          es: 'Porque con TCP cada paquete perdido detendría la imagen, y ya iría tarde para siempre. Con UDP, una pérdida daña un poco de una imagen.',
        },
      },
      {
        question: { en: 'Is what I send encrypted?', es: '¿Va cifrado lo que envío?' },
        answer: {
          en: 'Always. DTLS agrees on keys, SRTP encrypts every packet. A browser offers no WebRTC without it.',
          es: 'Siempre. DTLS acuerda las claves y SRTP cifra cada paquete. Un navegador no ofrece WebRTC sin eso.',
        },
      },
      {
        question: {
          en: 'And if my connection is slow?',
          es: '¿Y si mi conexión es lenta?',
        },
        answer: {
          en: 'The encoder adapts at once and sends fewer bits. Every viewer sees that picture: nobody behind the publisher makes it better.',
          es: 'El codificador se adapta enseguida y envía menos bits. Esa imagen la ven todos: detrás del emisor nadie la mejora.',
        },
      },
    ],
  },
};
