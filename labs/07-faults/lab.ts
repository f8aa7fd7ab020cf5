import type { LabDescription } from '../lab.ts';

export const faults: LabDescription = {
  number: 7,
  slug: 'faults',
  stage: 'relay',
  file: 'gate.ts',
  runsIn: 'server',
  title: { en: 'Keep the wounds out', es: 'Que las heridas no pasen' },
  summary: {
    en: 'Write the gate between Janus and FFmpeg: what was lost on the seller’s Wi-Fi must not break the picture of every viewer.',
    es: 'Escribe la compuerta entre Janus y FFmpeg: lo que se perdió en el Wi-Fi del vendedor no debe romperle la imagen a cada espectador.',
  },
  goals: [
    {
      en: 'Say, before you see it, which hop suffers from loss, delay, a narrow line or a blackout, and how.',
      es: 'Decir, antes de verlo, qué eslabón sufre con pérdidas, retraso, una línea angosta o un apagón, y cómo.',
    },
    {
      en: 'Explain why one lost packet hurts until the next keyframe, and what copying and encoding make of it.',
      es: 'Explicar por qué un paquete perdido duele hasta el siguiente cuadro clave, y qué hacen con eso copiar y codificar.',
    },
    {
      en: 'Decide, picture by picture, what may go on: what is whole, what opens the gate, what closes it.',
      es: 'Decidir, imagen por imagen, qué puede seguir: qué está completo, qué abre la compuerta, qué la cierra.',
    },
  ],
  minutes: 35,
  after: ['ffmpeg'],
  context: {
    en: 'Stage 07: the gate of the relay between Janus and FFmpeg. The relay puts the packets in order, waits a moment for repairs, and shows your function each picture as it came. The gate is closed when a session begins. Now it lets everything through: so it is when Janus sends straight to FFmpeg.',
    es: 'Etapa 07: la compuerta del relé entre Janus y FFmpeg. El relé ordena los paquetes, espera un momento las reparaciones y le muestra a tu función cada imagen tal como llegó. La compuerta está cerrada cuando empieza una sesión. Ahora deja pasar todo: así es cuando Janus envía directo a FFmpeg.',
  },
  steps: [
    {
      id: 'whole',
      todo: {
        en: 'Say whether a picture is whole: no packet is missing in it or right before it, and its last packet is there.',
        es: 'Di si una imagen está completa: no falta ningún paquete en ella ni justo antes, y su último paquete está.',
      },
      see: ['https://www.rfc-editor.org/rfc/rfc6184#section-5.1'],
    },
    {
      id: 'opens',
      todo: {
        en: 'Say whether a picture opens the gate: a decoder can begin with it. That is a whole picture with an IDR unit; has(frame, …) looks for one.',
        es: 'Di si una imagen abre la compuerta: un decodificador puede empezar con ella. Es una imagen completa con una unidad IDR; has(frame, …) la busca.',
      },
      see: ['https://www.rfc-editor.org/rfc/rfc6184#section-5.2'],
    },
    {
      id: 'passes',
      todo: {
        en: 'Say whether FFmpeg gets this picture: what opens the gate always; when it is open, every whole picture.',
        es: 'Di si FFmpeg recibe esta imagen: siempre la que abre la compuerta; si está abierta, toda imagen completa.',
      },
      see: ['https://www.rfc-editor.org/rfc/rfc6184#section-8.5'],
    },
    {
      id: 'state',
      todo: {
        en: 'Return the state in which the next picture finds the gate. A picture that opens it leaves it open. One that is not whole closes it if the stream is copied; FFmpeg that encodes anew can live with a missing picture. Anything else changes nothing.',
        es: 'Devuelve el estado en que la próxima imagen encuentra la compuerta. Una que la abre la deja abierta. Una incompleta la cierra si la transmisión se copia; un FFmpeg que codifica de nuevo puede vivir sin una imagen. Lo demás no cambia nada.',
      },
      see: ['https://ffmpeg.org/ffmpeg.html#Stream-copy'],
    },
    {
      id: 'ask',
      todo: {
        en: 'Say whether the publisher is asked for a keyframe: for every picture that is not handed on. Requests get lost, too, and the relay sees to it that they are not too many.',
        es: 'Di si se le pide al emisor un cuadro clave: por cada imagen que no se entrega. También los pedidos se pierden, y el relé se ocupa de que no sean demasiados.',
      },
      see: ['https://www.rfc-editor.org/rfc/rfc4585#section-6.3.1'],
    },
    {
      id: 'parameter-sets',
      todo: {
        en: 'Say whether the newest SPS and PPS must go first: the picture opens the gate, and does not bring both itself.',
        es: 'Di si el SPS y el PPS más nuevos tienen que ir antes: la imagen abre la compuerta y no trae los dos consigo.',
      },
      see: ['https://www.rfc-editor.org/rfc/rfc6184#section-8.4'],
    },
  ],
  hints: [
    {
      en: 'Steps 1 to 4 make the gate open at the right picture, and step 5 asks for it: the first check needs all five. A session begins with a closed gate. Until the first whole keyframe nothing goes through, and the state stays as it was; then every whole picture goes through.',
      es: 'Con los pasos 1 a 4 la compuerta se abre en la imagen correcta, y el 5 la pide: la primera comprobación necesita los cinco. Una sesión empieza con la compuerta cerrada. Hasta el primer cuadro clave completo no pasa nada y el estado queda como estaba; desde ahí pasa toda imagen completa.',
      helps: ['begins/passes-before-keyframe', 'nothing-lost/picture-kept-back'],
    },
    {
      en: 'A picture refers to the one before it. So after a loss those that follow are of no use, however whole they are: the gate must be closed for the next picture. That is step 4.',
      es: 'Una imagen se refiere a la anterior. Por eso, después de una pérdida, las que siguen no sirven, por completas que estén: la próxima imagen tiene que encontrar la compuerta cerrada. Es el paso 4.',
      helps: ['lost-packet/goes-on-too-early', 'lost-packet/decode-error'],
    },
    {
      en: 'A picture has two ways of not being whole: `lostPackets` counts holes, and `isComplete` is false when its end is missing. Look at both.',
      es: 'Una imagen puede estar incompleta de dos maneras: `lostPackets` cuenta los huecos, e `isComplete` es falso cuando le falta el final. Mira las dos.',
      helps: ['lost-packet/torn-picture-handed-on', 'encode/torn-picture-handed-on'],
    },
    {
      en: 'Not every picture that has to do with a keyframe is one: SPS and PPS (7, 8) may come alone, and a keyframe may have lost a part. What opens is whole, and has an IDR unit (5) in it, wherever in the list that stands.',
      es: 'No todo lo que tiene que ver con un cuadro clave lo es: el SPS y el PPS (7, 8) pueden venir solos, y un cuadro clave puede haber perdido una parte. Lo que abre está completo y tiene una unidad IDR (5), en cualquier lugar de la lista.',
      helps: ['torn-keyframe', 'begins/never-opens', 'lost-packet/stays-closed'],
    },
    {
      en: 'Ask for a keyframe exactly when a picture is kept back: also while the gate waits, and not only when it closes.',
      es: 'Pide un cuadro clave exactamente cuando retienes una imagen: también mientras la compuerta espera, y no solo cuando se cierra.',
      helps: ['asks', 'nothing-lost/asks-for-nothing', 'begins/does-not-ask'],
    },
    {
      en: 'Parameter sets go first only where a decoder may begin, and only when the picture does not bring both, 7 and 8. One of the two is not enough.',
      es: 'Los conjuntos de parámetros van antes solo donde puede empezar un decodificador, y solo si la imagen no trae los dos, 7 y 8. Uno de los dos no basta.',
      helps: ['parameter-sets', 'nothing-lost/sets-twice'],
    },
    {
      en: '`treatment` is `copy` or `encode`. With `encode` a picture that is not whole is kept back as well, but the gate stays as it was: FFmpeg decodes, and hides what is missing.',
      es: '`treatment` es `copy` o `encode`. Con `encode` también se retiene la imagen incompleta, pero la compuerta queda como estaba: FFmpeg decodifica y disimula lo que falta.',
      helps: ['encode'],
    },
    {
      en: 'Keep nothing in mind from one call to the next: the state that counts is the one you are given. When another FFmpeg is to take over, the relay asks for that one as well, with a closed gate.',
      es: 'No guardes nada entre una llamada y la siguiente: el estado que cuenta es el que recibes. Cuando otro FFmpeg va a tomar el lugar del primero, se te pregunta también por ese, con la compuerta cerrada.',
      helps: ['begins/remembers-by-itself'],
    },
    {
      en: "Nearly all of it: `isWhole` is `lostPackets === 0 && isComplete`; `opens` is `isWhole(frame) && has(frame, 'idr')`; `passes` is `opens(frame) || (state === 'open' && isWhole(frame))`; the state is open after `opens(frame)`, closed after a copied picture that is not whole, else `state`; `wantsKeyframe` is `!handOn`.",
      es: "Casi todo: `isWhole` es `lostPackets === 0 && isComplete`; `opens` es `isWhole(frame) && has(frame, 'idr')`; `passes` es `opens(frame) || (state === 'open' && isWhole(frame))`; el estado es abierto después de `opens(frame)`, cerrado después de una imagen copiada e incompleta, y si no, `state`; `wantsKeyframe` es `!handOn`.",
    },
  ],
  checks: [
    {
      id: 'begins',
      title: {
        en: 'A session begins with a keyframe; until then one is asked for.',
        es: 'Una sesión empieza con un cuadro clave; hasta entonces se pide uno.',
      },
      points: 2,
    },
    {
      id: 'nothing-lost',
      title: {
        en: 'While nothing is lost every picture goes through untouched, and nothing is asked for.',
        es: 'Mientras no se pierde nada, cada imagen pasa intacta y no se pide nada.',
      },
      points: 1,
      needs: ['begins'],
    },
    {
      id: 'lost-packet',
      title: {
        en: 'After a loss nothing goes on before the next keyframe, and what goes on decodes without an error.',
        es: 'Después de una pérdida no pasa nada antes del siguiente cuadro clave, y lo que pasa se decodifica sin errores.',
      },
      points: 3,
      needs: ['begins'],
    },
    {
      id: 'torn-keyframe',
      title: {
        en: 'A keyframe that lost a part does not open the gate.',
        es: 'Un cuadro clave que perdió una parte no abre la compuerta.',
      },
      points: 2,
      needs: ['lost-packet'],
    },
    {
      id: 'asks',
      title: {
        en: 'As long as pictures are kept back, a keyframe is asked for.',
        es: 'Mientras se retienen imágenes, se pide un cuadro clave.',
      },
      points: 1,
      needs: ['lost-packet'],
    },
    {
      id: 'parameter-sets',
      title: {
        en: 'Where a decoder begins it has SPS and PPS, however the encoder sends them.',
        es: 'Donde empieza un decodificador tiene SPS y PPS, los mande como los mande el codificador.',
      },
      points: 2,
      needs: ['begins'],
    },
    {
      id: 'encode',
      title: {
        en: 'When FFmpeg encodes anew, only the torn pictures are kept back.',
        es: 'Cuando FFmpeg codifica de nuevo, solo se retienen las imágenes rotas.',
      },
      points: 1,
      needs: ['begins'],
    },
    {
      id: 'on-air',
      title: {
        en: 'In the running relay: one lost packet, a short freeze, and not one segment with a wound.',
        es: 'En el relé en marcha: un paquete perdido, un congelamiento corto y ningún segmento herido.',
      },
      points: 2,
      needs: ['nothing-lost', 'lost-packet', 'asks'],
      limitSeconds: 25,
    },
  ],
  starterFails: {
    begins: 'passes-before-keyframe',
    'nothing-lost': 'blocked',
    'lost-packet': 'blocked',
    'torn-keyframe': 'blocked',
    asks: 'blocked',
    'parameter-sets': 'blocked',
    encode: 'blocked',
    'on-air': 'blocked',
  },
};
