import type { LabDescription } from '../lab.ts';

export const ffmpeg: LabDescription = {
  number: 4,
  slug: 'ffmpeg',
  stage: 'ffmpeg',
  file: 'ffmpeg.ts',
  runsIn: 'server',
  title: { en: 'Cut the stream into files', es: 'Cortar la transmisión en archivos' },
  summary: {
    en: 'Tell FFmpeg how to make HLS of the RTP: copy the picture, encode the sound, cut, and let the playlist roll.',
    es: 'Dile a FFmpeg cómo hacer HLS a partir del RTP: copiar la imagen, codificar el sonido, cortar y hacer avanzar la lista.',
  },
  goals: [
    {
      en: 'Say what may be copied, what must be encoded, and what each costs.',
      es: 'Decir qué se puede copiar, qué hay que codificar y cuánto cuesta cada cosa.',
    },
    {
      en: 'Explain why a segment can only begin at a keyframe, and what that does to its length.',
      es: 'Explicar por qué un segmento solo puede empezar en un cuadro clave y cómo afecta eso a su duración.',
    },
    {
      en: 'Keep a live playlist that obeys RFC 8216: what it lists, how long files stay, when it ends.',
      es: 'Mantener una lista en vivo que cumple la RFC 8216: qué nombra, cuánto se quedan los archivos, cuándo termina.',
    },
  ],
  minutes: 30,
  after: ['rtp-forward'],
  context: {
    en: 'Stage 04: FFmpeg’s arguments. It reads RTP from the ports that the SDP names, and writes MPEG-TS segments and a playlist. The order matters: options of the input stand before `-i`, options of the output before the output’s path, which comes last. The input is there already; what is missing is the output.',
    es: 'Etapa 04: los argumentos de FFmpeg. Lee RTP de los puertos que nombra el SDP y escribe segmentos MPEG-TS y una lista. El orden importa: las opciones de la entrada van antes de `-i`, las de la salida antes de la ruta de salida, que va al final. La entrada ya está; falta la salida.',
  },
  steps: [
    {
      id: 'video',
      todo: {
        en: 'Take the first video stream of the input, and copy it: the browser has encoded it already.',
        es: 'Toma el primer flujo de video de la entrada y cópialo: el navegador ya lo codificó.',
      },
      see: [
        'https://ffmpeg.org/ffmpeg.html#Advanced-options',
        'https://ffmpeg.org/ffmpeg.html#Stream-copy',
      ],
    },
    {
      id: 'audio',
      todo: {
        en: 'Take the first audio stream and encode it as AAC, stereo, at the bitrate of the settings. Where sound is missing, fill in silence; and never hold the picture back for it longer than a second.',
        es: 'Toma el primer flujo de audio y codifícalo como AAC, en estéreo, con la tasa de bits de los ajustes (`settings`). Donde falte sonido, rellena con silencio; y nunca retengas la imagen por él más de un segundo.',
      },
      see: [
        'https://ffmpeg.org/ffmpeg-codecs.html#aac',
        'https://ffmpeg.org/ffmpeg-resampler.html#Resampler-Options',
        'https://ffmpeg.org/ffmpeg-formats.html#Format-Options',
      ],
    },
    {
      id: 'segments',
      todo: {
        en: 'Choose the hls muxer with MPEG-TS segments in paths.outputDirectory, as long as the profile says. FFmpeg cuts at the first keyframe after that time, and a keyframe may come a moment early.',
        es: 'Elige el muxer hls con segmentos MPEG-TS en paths.outputDirectory, de la duración que dice el perfil. FFmpeg corta en el primer cuadro clave después de ese tiempo, y un cuadro clave puede llegar un instante antes.',
      },
      see: [
        'https://ffmpeg.org/ffmpeg-formats.html#hls-2',
        'https://www.rfc-editor.org/rfc/rfc8216#section-3',
      ],
    },
    {
      id: 'playlist',
      todo: {
        en: 'List as many segments as the profile says, delete old ones but not before RFC 8216 allows it, write files aside before they appear, never write the end of the stream; and name the output, index.m3u8.',
        es: 'Nombra tantos segmentos como dice el perfil, borra los viejos pero no antes de lo que permite la RFC 8216, escribe los archivos aparte antes de que aparezcan, nunca escribas el fin de la transmisión; y nombra la salida, index.m3u8.',
      },
      see: [
        'https://ffmpeg.org/ffmpeg-formats.html#hls-2',
        'https://www.rfc-editor.org/rfc/rfc8216#section-6.2.2',
      ],
    },
  ],
  hints: [
    {
      en: 'Begin with the last line of the last step: FFmpeg does nothing without an output. Then the checks tell you, one after the other, what that output lacks. Where it refuses an option, look whether option and value are two strings in the array.',
      es: 'Empieza por la última línea del último paso: FFmpeg no hace nada sin una salida. Después las comprobaciones te dicen, una tras otra, qué le falta a esa salida. Si rechaza una opción, mira si la opción y su valor son dos textos en el arreglo.',
      helps: ['runs/ffmpeg-refuses'],
    },
    {
      en: '`-map 0:v:0` takes a stream, `-c:v copy` passes it on as it is; `-map 0:a:0`, `-c:a aac`, `-b:a` with the bitrate of the settings, `-ac 2` do the sound. Every value is a string of its own in the array: `-ac` and then `2`, never `-ac 2`.',
      es: '`-map 0:v:0` toma un flujo y `-c:v copy` lo pasa tal cual; `-map 0:a:0`, `-c:a aac`, `-b:a` con la tasa de bits de los ajustes y `-ac 2` se ocupan del sonido. Cada valor es un texto aparte en el arreglo: `-ac` y después `2`, nunca `-ac 2`.',
      helps: ['video-untouched', 'sound'],
    },
    {
      en: 'The output is the playlist; `-f hls` writes it, and the segments beside it. FFmpeg cuts only at keyframes: at the first one after `-hls_time`. One that comes a moment before is passed over, and the segment gets twice as long.',
      es: 'La salida es la lista; `-f hls` la escribe y, a su lado, los segmentos. FFmpeg solo corta en un cuadro clave: el primero después de `-hls_time`. Si uno llega un instante antes, lo deja pasar y el segmento dura el doble.',
      helps: ['segments'],
    },
    {
      en: 'Two options for a sound that pauses: the filter `-af aresample=async=1000` fills holes with silence, and `-max_interleave_delta`, in microseconds, is how long the picture waits for the sound (10 s unless you say otherwise).',
      es: 'Dos opciones para un sonido que hace pausas: el filtro `-af aresample=async=1000` llena los huecos con silencio, y `-max_interleave_delta`, en microsegundos, es cuánto espera la imagen al sonido (10 s si no dices otra cosa).',
      helps: ['sound-gap'],
    },
    {
      en: '`-hls_list_size` is how many segments are listed; it is 5 unless you say otherwise. `-hls_flags` takes several flags in one text, with `+` between them. You need three: one deletes, one writes files aside first, one leaves out the end.',
      es: '`-hls_list_size` es cuántos segmentos nombra la lista; son 5 si no dices otra cosa. `-hls_flags` toma varias opciones en un solo texto, con `+` entre ellas. Necesitas tres: una borra, otra escribe primero los archivos aparte y otra omite el final.',
      helps: ['rolls/wrong-list-size', 'old-segments/never-deleted', 'open'],
    },
    {
      en: 'A segment that left the playlist must stay for its own length plus the playlist’s: that is `playlistSegments + 1` segments. `-hls_delete_threshold` is how many unlisted segments FFmpeg keeps; it is 1 unless you say otherwise.',
      es: 'Un segmento que salió de la lista debe quedarse lo que dura él más lo que dura la lista: son `playlistSegments + 1` segmentos. `-hls_delete_threshold` es cuántos segmentos fuera de la lista conserva FFmpeg; es 1 si no dices otra cosa.',
      helps: ['old-segments/deleted-too-early'],
    },
    {
      en: 'Nearly all of it: `-f hls`, `-hls_segment_type mpegts`, `-hls_time` with String(profile.segmentSeconds - 0.1), `-hls_segment_filename` with the folder and segment-%05d.ts, `-hls_list_size`, `-hls_delete_threshold`, `-hls_flags delete_segments+temp_file+omit_endlist`, and last the path of index.m3u8 in paths.outputDirectory.',
      es: 'Casi todo: `-f hls`, `-hls_segment_type mpegts`, `-hls_time` con String(profile.segmentSeconds - 0.1), `-hls_segment_filename` con la carpeta y segment-%05d.ts, `-hls_list_size`, `-hls_delete_threshold`, `-hls_flags delete_segments+temp_file+omit_endlist`, y al final la ruta de index.m3u8 en paths.outputDirectory.',
    },
  ],
  checks: [
    {
      id: 'runs',
      title: {
        en: 'FFmpeg takes your arguments and waits for RTP, on this machine only.',
        es: 'FFmpeg acepta tus argumentos y espera RTP, solo en esta máquina.',
      },
      points: 1,
    },
    {
      id: 'segments',
      title: {
        en: 'MPEG-TS segments of the profile’s length appear in the playlist.',
        es: 'En la lista aparecen segmentos MPEG-TS de la duración del perfil.',
      },
      points: 2,
      needs: ['runs'],
      limitSeconds: 30,
    },
    {
      id: 'video-untouched',
      title: {
        en: 'The H.264 in them is, byte for byte, what was sent.',
        es: 'El H.264 que contienen es, byte por byte, el que se envió.',
      },
      points: 2,
      needs: ['segments'],
    },
    {
      id: 'sound',
      title: {
        en: 'The sound in them is AAC, at the bitrate of the settings.',
        es: 'Su sonido es AAC, con la tasa de bits de los ajustes.',
      },
      points: 1,
      needs: ['segments'],
    },
    {
      id: 'in-sync',
      title: {
        en: 'Sound and picture belong together to within 40 ms.',
        es: 'El sonido y la imagen coinciden con menos de 40 ms de diferencia.',
      },
      points: 1,
      needs: ['video-untouched', 'sound'],
    },
    {
      id: 'sound-gap',
      title: {
        en: 'Two seconds without sound stop neither the picture nor the AAC.',
        es: 'Dos segundos sin sonido no detienen ni la imagen ni el AAC.',
      },
      points: 2,
      needs: ['sound'],
    },
    {
      id: 'rolls',
      title: {
        en: 'The playlist rolls: it lists the newest segments, as many as the profile says.',
        es: 'La lista avanza: nombra los segmentos más nuevos, tantos como dice el perfil.',
      },
      points: 1,
      needs: ['segments'],
      limitSeconds: 60,
    },
    {
      id: 'old-segments',
      title: {
        en: 'Old segments are deleted, and not before RFC 8216 allows it.',
        es: 'Los segmentos viejos se borran, y no antes de lo que permite la RFC 8216.',
      },
      points: 2,
      needs: ['rolls'],
      limitSeconds: 60,
    },
    {
      id: 'open',
      title: {
        en: 'Nobody reads half a file, and no playlist says that the stream is over.',
        es: 'Nadie lee medio archivo, y ninguna lista dice que la transmisión terminó.',
      },
      points: 1,
      needs: ['segments'],
    },
  ],
  starterFails: {
    runs: 'ffmpeg-refuses',
    segments: 'blocked',
    'video-untouched': 'blocked',
    sound: 'blocked',
    'in-sync': 'blocked',
    'sound-gap': 'blocked',
    rolls: 'blocked',
    'old-segments': 'blocked',
    open: 'blocked',
  },
};
