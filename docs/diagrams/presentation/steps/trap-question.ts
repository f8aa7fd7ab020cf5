import type { Step } from '../step.ts';

export const trapQuestion: Step = {
  id: 'trap-question',
  title: { en: 'The trap question', es: 'La pregunta trampa' },
  lit: ['delivery', 'viewer'],
  view: {
    kind: 'question',
    question: {
      en: 'Why not WebRTC for the viewers, too?',
      es: '¿Por qué no WebRTC también para los espectadores?',
    },
    hint: { en: 'Suppose a thousand people watch.', es: 'Supongan que miran mil personas.' },
  },
  notes: {
    minutes: 5,
    narrative: [
      {
        en: 'Now something should bother you. By WebRTC the camera is on the screen in less than a tenth of a second. With HLS we wait ten seconds and more. Every browser can receive WebRTC, and Janus has the picture in its hands already. So what are all those files for?',
        es: 'Ahora hay algo que debería molestarles. Por WebRTC, la cámara está en la pantalla en menos de una décima de segundo. Con HLS esperamos diez segundos o más. Todo navegador sabe recibir WebRTC, y Janus ya tiene la imagen en las manos. ¿Para qué, entonces, tantos archivos?',
      },
      {
        en: 'One minute on your own, one with your neighbour. I do not want an opinion. I want a reason: something that a server has to do.',
        es: 'Un minuto cada quien, otro minuto de a dos. No quiero una opinión. Quiero una razón: algo que un servidor tenga que hacer.',
      },
    ],
    toDo: [
      {
        en: 'Vote by show of hands, before and after: who would give the viewers WebRTC?',
        es: 'Votación a mano alzada, antes y después: ¿quién les daría WebRTC a los espectadores?',
      },
      {
        en: 'Bear the silence. If it stays: “What does the server do for the thousandth viewer that it has not done for the first?”',
        es: 'Aguanta el silencio. Si dura mucho: «¿Qué hace el servidor por el espectador número mil que no haya hecho ya por el primero?».',
      },
      {
        en: 'Go on with → only when somebody has said that the work is per viewer.',
        es: 'Pasa con → solo cuando alguien haya dicho que el trabajo es por cada espectador.',
      },
    ],
    questions: [
      {
        question: { en: '“Because of the bandwidth?”', es: '«¿Por el ancho de banda?»' },
        answer: {
          en: 'Close, but no. A thousand viewers at 1.4 Mbit/s are 1.4 Gbit/s either way. Ask back: who has to send them?',
          es: 'Cerca, pero no. Mil espectadores a 1.4 Mbit/s son 1.4 Gbit/s de cualquier manera. Devuelve la pregunta: ¿quién tiene que enviarlos?',
        },
      },
      {
        question: {
          en: '“Because not every device can do WebRTC?”',
          es: '«¿Porque no todos los aparatos pueden con WebRTC?»',
        },
        answer: {
          en: 'True for televisions and VLC, and a good point. But take only browsers: the answer stays the same.',
          es: 'Es cierto para los televisores y VLC, y es buena observación. Pero toma solo navegadores: la respuesta no cambia.',
        },
      },
      {
        question: {
          en: '“Because HLS looks better?”',
          es: '«¿Porque HLS se ve mejor?»',
        },
        answer: {
          en: 'Not here. It is the same H.264, copied. What HLS adds is that nothing is missing once it has left the server.',
          es: 'Aquí no. Es el mismo H.264, copiado. Lo que agrega HLS es que, una vez que sale del servidor, no falta nada.',
        },
      },
    ],
  },
};
