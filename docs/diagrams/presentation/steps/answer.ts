import type { Step } from '../step.ts';

export const answer: Step = {
  id: 'answer',
  title: { en: 'A thousand lines, or one file', es: 'Mil líneas, o un solo archivo' },
  lit: ['nginx', 'delivery', 'viewer'],
  view: {
    kind: 'answer',
    sides: [
      {
        heading: { en: 'WebRTC', es: 'WebRTC' },
        lines: [
          { en: 'encrypted anew for each viewer', es: 'cifrado de nuevo para cada uno' },
          { en: 'no cache can help', es: 'ninguna caché puede ayudar' },
          { en: 'all of it sent by your server', es: 'todo sale del servidor' },
        ],
      },
      {
        heading: { en: 'HLS', es: 'HLS' },
        lines: [
          { en: 'the same file for everyone', es: 'el mismo archivo para todos' },
          { en: 'any cache can answer', es: 'cualquier caché puede responder' },
          {
            en: 'sent once per cache',
            es: 'sale del servidor una vez por caché',
          },
        ],
      },
    ],
  },
  notes: {
    minutes: 5,
    narrative: [
      {
        en: 'For each WebRTC viewer the server keeps a connection: a path that is tested all the time, keys that only those two know, reports of what got lost. Each packet is encrypted anew for each of them. A thousand viewers get the same picture, and no two get the same bytes. No cache can help with that: what was meant for one is noise to the next.',
        es: 'Por cada espectador WebRTC, el servidor mantiene una conexión: un camino que se prueba todo el tiempo, claves que solo conocen ellos dos, informes de lo que se perdió. Cada paquete se cifra de nuevo para cada uno. Mil espectadores reciben la misma imagen, y no hay dos que reciban los mismos bytes. Ahí no hay caché que valga: lo que era para uno es ruido para el otro.',
      },
      {
        en: 'For an HLS viewer it answers a request for a file, and forgets it. All get the same bytes, so whoever stands in between can pass them on. As many bytes arrive as before. The question was never how many, but who has to send them: your server, to each one; or caches close to the viewers, which do nothing else.',
        es: 'Por un espectador de HLS, responde a la solicitud de un archivo y se olvida. Todos reciben los mismos bytes, así que puede entregarlos cualquiera que esté en medio. Llegan tantos bytes como antes. La cuestión nunca fue cuántos, sino quién los envía: nuestro servidor, uno por uno; o las cachés que están cerca de quien mira y no hacen otra cosa.',
      },
      {
        en: 'Is WebRTC wrong, then? No. Where people answer each other, nothing else will do: a call, an auction, a crane moved from afar. And you may have both: ten people on stage by WebRTC, everyone else by HLS, of the very same picture.',
        es: '¿WebRTC está mal, entonces? No. Donde la gente se contesta, no sirve otra cosa: una llamada, una subasta, una grúa que se mueve a distancia. Y se pueden tener los dos: diez personas en el escenario por WebRTC, y todos los demás por HLS, con la misma imagen.',
      },
    ],
    toDo: [
      {
        en: 'With the figures on the slide, open two or three more viewer windows. nginx’s requests per second grow; Janus and FFmpeg do not move. Let the class say why.',
        es: 'Con las cifras a la vista, abre dos o tres ventanas más de espectador. Suben las solicitudes por segundo de nginx; Janus y FFmpeg ni se mueven. Que la clase diga por qué.',
      },
      {
        en: 'Draw both fans on the board: a thousand lines out of the server; one line to a cache, and the thousand from there. The page “Why not WebRTC?” has both.',
        es: 'Dibuja los dos abanicos en la pizarra: mil líneas que salen del servidor; una sola hasta una caché, y desde ahí las mil. Los dos están en la página «¿Por qué no WebRTC?».',
      },
      {
        en: 'Vote again. Who has changed sides says what convinced them.',
        es: 'Vuelve a votar. Quien haya cambiado de lado cuenta qué lo convenció.',
      },
      {
        en: 'Before you go on, press B: one core carries @[figure](viewers.webrtc.perCore) viewers by WebRTC. How many by HLS? Write the guesses down. Then → brings what was measured.',
        es: 'Antes de seguir, pulsa B: un núcleo aguanta @[figure](viewers.webrtc.perCore) espectadores por WebRTC. ¿Cuántos por HLS? Anota las apuestas. Después, con →, aparece lo que se midió.',
      },
    ],
    questions: [
      {
        question: {
          en: 'Can one SFU not feed other SFUs?',
          es: '¿Un SFU no puede alimentar a otros SFU?',
        },
        answer: {
          en: 'It can, and it works: with 200 viewers per machine, a million takes 5,000 machines below, 25 above them and one on top. No CDN’s caches help; you run them all.',
          es: 'Puede, y funciona: con 200 espectadores por máquina, un millón pide 5000 máquinas abajo, 25 encima y una en la cima. Las cachés de una CDN no ayudan: las mantienes tú.',
        },
      },
      {
        question: {
          en: 'When would you give viewers WebRTC?',
          es: '¿Cuándo les darías WebRTC a los espectadores?',
        },
        answer: {
          en: 'When they have to react: questions, bids, remote control. Or when there are some dozens of them and they need the picture in under 1 s.',
          es: 'Cuando tienen que reaccionar: preguntas, ofertas, control remoto. O cuando son unas docenas y necesitan la imagen en menos de 1 s.',
        },
      },
      {
        question: {
          en: 'And WHEP? Is that not WebRTC for viewers?',
          es: '¿Y WHEP? ¿No es WebRTC para espectadores?',
        },
        answer: {
          en: 'It is, and it makes such a viewer easier to write. It makes it no cheaper: a connection and keys of its own for each.',
          es: 'Sí, y hace más fácil escribir un espectador así. Más barato no lo hace: sigue habiendo una conexión y claves propias para cada uno.',
        },
      },
    ],
  },
};
