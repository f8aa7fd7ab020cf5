import type { Step } from '../step.ts';

export const janus: Step = {
  id: 'janus',
  title: { en: 'The doorman: Janus', es: 'El portero: Janus' },
  lit: ['janus', 'forward'],
  view: {
    kind: 'station',
    number: 2,
    facts: [
      {
        label: { en: 'Who', es: 'Quién' },
        words: { en: 'an SFU: it never decodes', es: 'un SFU: pasa, no decodifica' },
      },
      {
        label: { en: 'How', es: 'Cómo' },
        words: { en: 'DTLS/SRTP in, plain RTP out', es: 'entra DTLS/SRTP, sale RTP' },
      },
      {
        label: { en: 'Where', es: 'Dónde' },
        words: { en: 'to UDP port 5004', es: 'hacia el puerto UDP 5004' },
      },
    ],
    concept: {
      en: 'An interpreter at the door: web dialect outside, short sentences inside.',
      es: 'Un intérprete en la puerta: afuera, el dialecto web; adentro, frases cortas.',
    },
    demonstration: 'session',
  },
  notes: {
    minutes: 6,
    narrative: [
      {
        en: 'At the door stands Janus. Before any picture comes, browser and Janus agree: “this is what I can send”, says the offer; “this is what I take”, says the answer. Both are SDP, plain text: the codecs are in it, and the fingerprints of the keys.',
        es: 'En la puerta está Janus. Antes de que pase una imagen, el navegador y Janus se ponen de acuerdo: «esto puedo enviar», dice la oferta; «esto acepto», dice la respuesta. Las dos son SDP, texto simple: ahí están los códecs y las huellas de las claves.',
      },
      {
        en: 'Then the packets come, encrypted. DTLS has agreed on the keys, SRTP has sealed each packet. Janus breaks the seal and reads the label: which stream, which number. It never looks at the picture. A server of this kind is called an SFU, a selective forwarding unit. Not decoding makes it cheap, and for the same reason it cannot change codec or size.',
        es: 'Después llegan los paquetes, cifrados. DTLS acordó las claves, SRTP selló cada paquete. Janus rompe el sello y lee la etiqueta: qué flujo, qué número. La imagen no la mira nunca. A un servidor así se le llama SFU, unidad de reenvío selectivo. Como no decodifica, es barato; y por lo mismo no puede cambiar ni el códec ni el tamaño.',
      },
      {
        en: 'Now the move on which this whole workshop rests: `rtp_forward`. Janus copies the bare RTP packets to a UDP port on this machine, 5004 for the picture, 5002 for the sound. Imagine an interpreter at the door: outside, everybody speaks the complicated dialect of the web; inside, one short sentence per packet is enough.',
        es: 'Y ahora la jugada en la que se apoya todo el taller: `rtp_forward`. Janus copia los paquetes RTP, ya sin cifrar, a un puerto UDP de esta máquina: el 5004 para la imagen, el 5002 para el sonido. Imaginen un intérprete en la puerta: afuera todos hablan el complicado dialecto de la web; adentro alcanza con una frase corta por paquete.',
      },
      {
        en: 'Along the next arrow goes plain RTP: no keys, no connection, no questions. If nobody listens at that port, nobody complains. Keep that in mind for lab 03.',
        es: 'Por la flecha siguiente va RTP simple: sin claves, sin conexión, sin preguntas. Y si en ese puerto no escucha nadie, nadie se queja. Recuérdenlo en el laboratorio 03.',
      },
    ],
    toDo: [
      {
        en: 'On the slide: offer and answer of the session that runs now, with the lines that matter marked. Point at `m=video`, at the codec, at the fingerprint of the keys. Let the class find the line that says who sends, in both.',
        es: 'En la diapositiva: la oferta y la respuesta de la sesión en marcha, con las líneas importantes marcadas. Señala `m=video`, el códec y la huella de las claves. Que la clase encuentre, en las dos, la línea que dice quién envía.',
      },
      {
        en: 'Then the packets per second on port 5004: about 120 with the test picture, of some 1,000 bytes each. Let the class multiply: about 1 Mbit/s.',
        es: 'Después, los paquetes por segundo en el puerto 5004: unos 120 con la imagen de prueba, de unos 1000 bytes cada uno. Que la clase multiplique: más o menos 1 Mbit/s.',
      },
      {
        en: 'Break it: the RTP forward. Publisher and Janus stay green, the forward turns red, FFmpeg starves behind it. The class should find that the picture stops between two healthy programs. The viewer plays on for as long as its buffer lasts.',
        es: '«Romper algo», el reenvío RTP. El emisor y Janus siguen en verde, el reenvío se pone rojo, y detrás FFmpeg pasa hambre. La clase debe descubrir que la imagen se detiene entre dos programas sanos. El espectador sigue mientras le dura el búfer.',
      },
      {
        en: 'With time left, break Janus, too: Janus is red, and of the publisher nothing is known. When Janus is back, ask what the viewer saw.',
        es: 'Si queda tiempo, rompe también Janus: Janus en rojo, y del emisor no se sabe nada. Cuando vuelva, pregunta qué vio el espectador.',
      },
    ],
    questions: [
      {
        question: { en: 'Does Janus decode the picture?', es: '¿Janus decodifica la imagen?' },
        answer: {
          en: 'No. It takes off the encryption, reads the packets’ headers and hands them on. So it needs little processor for one publisher.',
          es: 'No. Quita el cifrado, lee los encabezados de los paquetes y los pasa. Por eso, con un emisor, usa poco procesador.',
        },
      },
      {
        question: {
          en: 'Could FFmpeg not take in WebRTC itself?',
          es: '¿No podría FFmpeg recibir WebRTC directamente?',
        },
        answer: {
          en: 'Ours reads plain RTP. ICE, DTLS, SRTP and the feedback that a browser expects are a trade of their own, and Janus has learnt it.',
          es: 'El nuestro lee RTP simple. ICE, DTLS, SRTP y los avisos que espera un navegador son un oficio aparte, y Janus lo aprendió.',
        },
      },
      {
        question: {
          en: 'Is RTP without encryption not dangerous?',
          es: '¿No es peligroso el RTP sin cifrar?',
        },
        answer: {
          en: 'Across a network, yes. Here it never leaves the machine: Janus sends it to loopback, and FFmpeg listens there only.',
          es: 'Por una red, sí. Aquí no sale de la máquina: Janus lo envía por loopback, y FFmpeg solo escucha ahí.',
        },
      },
    ],
  },
};
