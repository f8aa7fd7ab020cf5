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
        purpose: { en: 'in, because it is fast', es: 'para entrar, porque es rápido' },
        figure: { en: '< 1 s', es: '< 1 s' },
      },
      {
        name: { en: 'HLS', es: 'HLS' },
        purpose: { en: 'out, because it scales', es: 'para salir, porque escala' },
        figure: { en: '10–15 s', es: '10–15 s' },
      },
    ],
  },
  notes: {
    minutes: 4,
    narrative: [
      {
        en: 'Nobody will invent a wheel today. Good ones exist, each excellent at one thing. Our work is to join them so that they turn together.',
        es: 'Hoy nadie va a inventar una rueda. Las buenas ya existen, y cada una hace muy bien una sola cosa. Lo nuestro es unirlas para que giren juntas.',
      },
      {
        en: 'Read the figure from left to right. On the left, one person with a camera. On the right, whoever wants to watch: thirty people, or a million. What comes in must be fast, so it comes by WebRTC. What goes out must reach many, so it goes by HLS. The two were never made for each other, and so the system is called a hybrid.',
        es: 'Lean la figura de izquierda a derecha. A la izquierda, una persona con una cámara. A la derecha, todos los que quieran mirar: treinta, o un millón. Lo que entra tiene que ser rápido, y por eso entra por WebRTC. Lo que sale tiene que llegarles a muchos, y por eso sale por HLS. No nacieron el uno para el otro: de ahí que el sistema se llame híbrido.',
      },
      {
        en: 'Somewhere in the middle, one turns into the other. Look out for that place. It has a price: up to there, less than a second; at the far end, ten to fifteen. When we are through, you should be able to say where each of those seconds goes, and what we get for it.',
        es: 'En algún punto del medio, uno se convierte en el otro. Estén atentos a ese lugar. Y tiene un precio: hasta ahí, menos de un segundo; al final del camino, de diez a quince. Cuando terminemos, van a poder decir adónde se va cada uno de esos segundos y qué recibimos a cambio.',
      },
      {
        en: 'This is no drawing of a system. It is the system: it runs on this machine, and the figures in it are those of this moment. We follow the arrows, five stations, from the camera to the screen.',
        es: 'Esto no es el dibujo de un sistema. Es el sistema: está corriendo en esta máquina, y las cifras que muestra son las de este instante. Vamos a seguir las flechas, cinco estaciones, de la cámara a la pantalla.',
      },
    ],
    toDo: [
      {
        en: 'Before the class comes in: `npm start` runs on this machine, the slides fill the projector (F), and a viewer page is open in another window.',
        es: 'Antes de que entre la clase: `npm start` corre en esta máquina, las diapositivas llenan el proyector (F) y hay una página del espectador abierta en otra ventana.',
      },
      {
        en: 'The figures are live. Point at one from each half: packets per second on the left, the age of the newest segment on the right. L hides them and shows them again.',
        es: 'Las cifras están en vivo. Señala una de cada mitad: los paquetes por segundo a la izquierda, la edad del segmento más nuevo a la derecha. Con L se ocultan y vuelven.',
      },
      {
        en: 'Ask for a guess: how many seconds lie between camera and viewer? Write the guesses on the board. Station 5 measures it.',
        es: 'Pide una apuesta: ¿cuántos segundos hay entre la cámara y el espectador? Anota las respuestas en la pizarra. En la estación 5 se mide.',
      },
    ],
    questions: [
      {
        question: {
          en: 'Could it not be one protocol all the way?',
          es: '¿No podría ser un solo protocolo de punta a punta?',
        },
        answer: {
          en: 'It could, and step 7 asks just that. Let it stand open until then: whoever answers it now takes it from the others.',
          es: 'Podría, y justo eso se pregunta en el paso 7. Déjala abierta hasta entonces: quien la responda ahora se la quita a los demás.',
        },
      },
      {
        question: {
          en: 'Do the big services work like this?',
          es: '¿Los servicios grandes funcionan así?',
        },
        answer: {
          en: 'The shape is theirs: something quick on the way in, files and caches on the way out. They take in RTMP more often than WebRTC, encode several qualities, and put a CDN in front.',
          es: 'La forma es la misma: algo rápido para entrar, archivos y cachés para salir. A ellos suele llegarles RTMP en vez de WebRTC, codifican varias calidades y ponen una CDN delante.',
        },
      },
      {
        question: { en: 'What do we write ourselves?', es: '¿Qué escribimos nosotros?' },
        answer: {
          en: 'Seven small files: the publisher, Janus’s configuration, the order to forward, FFmpeg’s arguments, nginx’s configuration, the viewer; and the gate that keeps out what bad Wi-Fi broke. One per lab.',
          es: 'Siete archivos pequeños: el emisor, la configuración de Janus, la orden de reenviar, los argumentos de FFmpeg, la configuración de nginx y el espectador; y la compuerta que no deja pasar lo que rompió un mal Wi-Fi. Uno por laboratorio.',
        },
      },
    ],
  },
};
