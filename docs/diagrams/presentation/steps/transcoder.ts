import type { Step } from '../step.ts';

export const transcoder: Step = {
  id: 'transcoder',
  title: { en: 'The transmuter: FFmpeg', es: 'El transmutador: FFmpeg' },
  lit: ['ffmpeg', 'playlist'],
  view: {
    kind: 'station',
    number: 3,
    facts: [
      {
        label: { en: 'Sound', es: 'Sonido' },
        words: { en: 'Opus → AAC', es: 'de Opus a AAC' },
      },
      {
        label: { en: 'Picture', es: 'Imagen' },
        words: { en: 'H.264, copied as it is', es: 'H.264, copiada tal cual' },
      },
      {
        label: { en: 'Cut', es: 'Corta' },
        words: { en: '.ts segments of 4, 2 or 1 s', es: 'segmentos .ts de 4, 2 o 1 s' },
      },
      {
        label: { en: 'List', es: 'Lista' },
        words: { en: 'index.m3u8: the newest six', es: 'index.m3u8: los seis últimos' },
      },
    ],
    concept: {
      en: 'A baker with an endless loaf: a stream goes in, slices come out.',
      es: 'Un panadero con un pan infinito: entra un flujo, salen rebanadas.',
    },
    demonstration: 'segments',
  },
  notes: {
    minutes: 6,
    narrative: [
      {
        en: 'Up to here, everything was packets: they come, they pass, they are gone. Nobody can ask for yesterday’s packet. FFmpeg changes that. It listens at port 5004, and what leaves it is files. This is the place I told you to look out for.',
        es: 'Hasta aquí todo eran paquetes: llegan, pasan, y ya no están. Nadie puede pedir el paquete de ayer. FFmpeg cambia eso. Escucha en el puerto 5004, y lo que sale de él son archivos. Este es el lugar al que les pedí que estuvieran atentos.',
      },
      {
        en: 'The sound goes from Opus to AAC, because AAC is what every HLS player knows; sound is small, so that is cheap. The picture is H.264 already, and is copied: @[figure](transcode.copy) of a core, where encoding it anew takes @[figure](transcode.encode). Then comes the knife: the endless stream is cut into segments, `.ts` files of four seconds, or two, or one.',
        es: 'El sonido pasa de Opus a AAC, porque AAC lo conoce todo reproductor de HLS; el sonido es chico, así que cuesta poco. La imagen ya es H.264, y se copia: el @[figure](transcode.copy) de un núcleo, donde codificarla de nuevo pide el @[figure](transcode.encode). Después viene el cuchillo: el flujo sin fin se corta en segmentos, archivos `.ts` de cuatro segundos, de dos o de uno.',
      },
      {
        en: 'The knife may not fall just anywhere. A segment begins with a keyframe, a picture that needs no other to be understood, and those the browser makes. So Janus asks it for one every four seconds, and there FFmpeg cuts.',
        es: 'El cuchillo no puede caer en cualquier parte. Un segmento empieza con un cuadro clave, una imagen que se entiende sin ninguna otra, y esos los hace el navegador. Por eso Janus le pide uno cada cuatro segundos, y ahí corta FFmpeg.',
      },
      {
        en: 'Beside the segments lies a text file, `index.m3u8`: “these six are the newest”. With each new segment it is written again. Think of a baker with an endless loaf: each slice goes on the shelf, and the list at the door says which are fresh. Along the next arrow no stream flows any more: there lie files, to be fetched.',
        es: 'Junto a los segmentos hay un archivo de texto, `index.m3u8`: «estos seis son los más nuevos». Con cada segmento se escribe otra vez. Piensen en un panadero con un pan infinito: cada rebanada va al estante, y la lista de la puerta dice cuáles están frescas. Por la flecha siguiente ya no corre un flujo: hay archivos, para quien venga a buscarlos.',
      },
    ],
    toDo: [
      {
        en: 'On the slide: segments being born. Count aloud with the class from one to the next: about four. Never exactly; ask why.',
        es: 'En la diapositiva: los segmentos que nacen. Cuenta en voz alta con la clase de uno al otro: unos cuatro segundos. Nunca exactos; pregunta por qué.',
      },
      {
        en: 'Point at the playlist while it is rewritten: one name leaves at the top, one comes at the bottom, and `EXT-X-MEDIA-SEQUENCE` grows by one.',
        es: 'Señala la lista mientras se reescribe: un nombre sale por arriba, otro entra por abajo, y `EXT-X-MEDIA-SEQUENCE` crece en uno.',
      },
      {
        en: 'Codecs before and after: the sound has another name, the picture has not. Ask which of the two costs processor.',
        es: 'Los códecs, antes y después: el sonido cambió de nombre, la imagen no. Pregunta cuál de los dos cuesta procesador.',
      },
      {
        en: 'Break it: FFmpeg. Red after three to four seconds; some seconds later the playlist as well, since nothing new is listed. Two alarms, one cause: the first from the left. Bring it back: a new session begins, and its names count from 0 again.',
        es: '«Romper algo», FFmpeg. En rojo a los tres o cuatro segundos; poco después, también la lista. Dos alarmas, una causa: la primera desde la izquierda. Reanúdalo: empieza otra sesión, y sus nombres cuentan otra vez desde 0.',
      },
    ],
    questions: [
      {
        question: {
          en: 'Why is a segment not exactly 4 s long?',
          es: '¿Por qué un segmento no dura exactamente 4 s?',
        },
        answer: {
          en: 'Because it ends where the next keyframe begins, and that comes when the browser has made it: about every 4 s, after Janus has asked. A very short one: somebody joined by WebRTC, as the slide of station 1 does, and Janus asked at once.',
          es: 'Porque termina donde empieza el próximo cuadro clave, y ese llega cuando el navegador lo hace: más o menos cada 4 s. ¿Uno muy corto? Alguien entró por WebRTC, como la diapositiva de la estación 1, y Janus pidió uno enseguida.',
        },
      },
      {
        question: {
          en: 'What if I want several qualities?',
          es: '¿Y si quiero varias calidades?',
        },
        answer: {
          en: 'Then FFmpeg must encode, @[figure](transcode.encode) of a core for a picture like this one, and a list of playlists lets the player choose. Here one quality is copied.',
          es: 'FFmpeg tiene que codificar, el @[figure](transcode.encode) de un núcleo para una imagen así, y una lista de listas deja elegir al reproductor. Aquí se copia una sola.',
        },
      },
    ],
  },
};
