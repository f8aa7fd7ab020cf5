import type { LabDescription } from '../lab.ts';

const videoRoom = 'https://janus.conf.meetecho.com/docs/videoroom';

export const janusConfig: LabDescription = {
  number: 2,
  slug: 'janus-config',
  stage: 'janus',
  file: 'janus.ts',
  runsIn: 'server',
  title: { en: 'Open a room, and lock it', es: 'Abrir una sala y protegerla' },
  summary: {
    en: 'Write the Janus configuration of the room that browsers publish into, and of who may do what in it.',
    es: 'Escribe la configuración de Janus: la sala en la que publican los navegadores y quién puede hacer qué en ella.',
  },
  goals: [
    {
      en: 'Say what a WebRTC server decides for its publishers: codecs, bitrate, keyframes.',
      es: 'Decir qué decide un servidor WebRTC por los emisores: códecs, tasa de bits, cuadros clave.',
    },
    {
      en: 'Tell the five secrets of a Janus apart, and what each one protects.',
      es: 'Distinguir los cinco secretos de un Janus y qué protege cada uno.',
    },
    {
      en: 'Read in a log which file a daemon has ignored.',
      es: 'Leer en un registro qué archivo ignoró un proceso del servidor.',
    },
  ],
  minutes: 30,
  after: ['publisher'],
  context: {
    en: "Stage 02: Janus's configuration. Janus is the doorman: it talks WebRTC with the browser, and knows one room. Each of the four files below is in libconfig's format: `name = value`, in groups `name: { … }`. The APIs are locked already: they stay on loopback and ask for a secret. The room is missing, and so is every lock on what can be done with rooms.",
    es: 'Etapa 02: la configuración de Janus. Janus es el portero: habla WebRTC con el navegador y conoce una sala. Cada uno de los cuatro archivos de abajo está en el formato de libconfig: `nombre = valor`, en grupos `nombre: { … }`. Las API ya están protegidas: se quedan en loopback y piden un secreto. Falta la sala, y falta toda protección de lo que se puede hacer con salas.',
  },
  steps: [
    {
      id: 'room',
      todo: {
        en: 'Put the four pieces below into a group named room-<number>, the number being settings.room.id. Give the room its description and its places: `publishers`, settings.room.maximumPublishers.',
        es: 'Mete las cuatro piezas de abajo en un grupo llamado room-<número>, donde el número es settings.room.id. Dale a la sala su descripción y sus lugares: `publishers`, settings.room.maximumPublishers.',
      },
      see: [videoRoom, 'https://hyperrealm.github.io/libconfig/libconfig_manual.html'],
    },
    {
      id: 'codecs',
      todo: {
        en: 'Allow H.264 only, in the profile settings.video.profileLevelId, and Opus only.',
        es: 'Permite solo H.264, con el perfil settings.video.profileLevelId, y solo Opus.',
      },
      see: [
        videoRoom,
        'https://www.rfc-editor.org/rfc/rfc7742#section-5',
        'https://www.rfc-editor.org/rfc/rfc6184#section-8.1',
      ],
    },
    {
      id: 'keyframes',
      todo: {
        en: 'Have Janus ask publishers for a keyframe every settings.profile.keyframeIntervalSeconds.',
        es: 'Haz que Janus pida a los emisores un cuadro clave cada settings.profile.keyframeIntervalSeconds.',
      },
      see: [
        videoRoom,
        'https://www.rfc-editor.org/rfc/rfc8834#section-5.1.1',
        'https://www.rfc-editor.org/rfc/rfc5104#section-4.3.1',
      ],
    },
    {
      id: 'bitrate',
      todo: {
        en: 'Limit publishers to settings.room.maximumBitrateBitsPerSecond, so that nobody can raise the limit for itself.',
        es: 'Limita a los emisores a settings.room.maximumBitrateBitsPerSecond, de modo que nadie pueda subir su propio límite.',
      },
      see: [videoRoom, 'https://www.rfc-editor.org/rfc/rfc8834#section-7'],
    },
    {
      id: 'room-secrets',
      todo: {
        en: 'Ask whoever joins for settings.secrets.pin, and whoever changes the room for settings.secrets.room.',
        es: 'Pide settings.secrets.pin a quien entra y settings.secrets.room a quien cambia la sala.',
      },
      see: [videoRoom],
    },
    {
      id: 'plugin-key',
      todo: {
        en: 'Lock the plugin: ask whoever creates a room for its admin_key, settings.secrets.forward, and whoever forwards RTP out of a room, too.',
        es: 'Protege el plugin: pide su admin_key, settings.secrets.forward, a quien crea una sala, y también a quien reenvía RTP desde una.',
      },
      see: [videoRoom, 'https://www.rfc-editor.org/rfc/rfc7675#section-1'],
    },
    {
      id: 'admin-origin',
      todo: {
        en: "Let the Admin API refuse what other sites' pages send: only http://localhost:<settings.ports.site> may ask it.",
        es: 'Haz que la Admin API rechace lo que envían páginas de otros sitios: solo http://localhost:<settings.ports.site> puede pedirle algo.',
      },
      see: [
        'https://janus.conf.meetecho.com/docs/rest',
        'https://www.rfc-editor.org/rfc/rfc6454#section-7',
      ],
    },
  ],
  hints: [
    {
      en: 'Do step 1 first: until the room is there, nothing in it can be looked at. The four pieces stand there already; what is missing is the line above them that opens the group, and the one below that closes it.',
      es: 'Haz primero el paso 1: mientras no haya sala, no hay nada que mirar en ella. Las cuatro piezas ya están ahí; faltan la línea de arriba, que abre el grupo, y la de abajo, que lo cierra.',
      helps: ['room/no-room'],
    },
    {
      en: 'The group opens with `room-${settings.room.id}: {`, colon included. Texts stand in quotes, numbers and true do not; lines need no comma. Each setting on its own line is easiest to read. If Janus complains of a line that looks right, look for a quote that is missing further up.',
      es: 'El grupo se abre con `room-${settings.room.id}: {`, con los dos puntos. Los textos van entre comillas; los números y true, no; las líneas no llevan coma. Con un ajuste por línea se lee mejor. Si Janus se queja de una línea que parece correcta, busca más arriba una comilla que falte.',
      helps: ['starts/file-not-read', 'room/cannot-join'],
    },
    {
      en: 'The names in the room: `videocodec`, `h264_profile`, `audiocodec`; `fir_freq` (seconds); `bitrate` (bits per second) with `bitrate_cap`; `pin` and `secret`. Without `videocodec` a room takes VP8.',
      es: 'Los nombres en la sala: `videocodec`, `h264_profile`, `audiocodec`; `fir_freq` (segundos); `bitrate` (bits por segundo) con `bitrate_cap`; `pin` y `secret`. Sin `videocodec`, una sala toma VP8.',
      helps: ['codecs', 'keyframes', 'bitrate', 'pin', 'room-secret/anyone-changes-room'],
    },
    {
      en: "In the VideoRoom's `general`: `admin_key`, and `lock_rtp_forward`, which without an admin_key does nothing. In the HTTP transport's `cors`: `allow_origin`, and `enforce_cors`, without which only the answer is hidden, and what was asked for is done.",
      es: 'En el `general` del VideoRoom: `admin_key`, y `lock_rtp_forward`, que sin admin_key no hace nada. En el `cors` del transporte HTTP: `allow_origin`, y `enforce_cors`, sin el cual solo se oculta la respuesta y lo pedido se hace.',
      helps: ['plugin-key', 'forward-lock/forward-unlocked', 'admin-origin'],
    },
    {
      en: 'Nearly all of it: `videocodec = "h264"`, `h264_profile = "${settings.video.profileLevelId}"`, `audiocodec = "opus"`, `fir_freq = ${settings.profile.keyframeIntervalSeconds}`, `bitrate = ${settings.room.maximumBitrateBitsPerSecond}`, `bitrate_cap = true`, `pin = "${settings.secrets.pin}"`. The other secrets go like the PIN; `lock_rtp_forward` and `enforce_cors` are true.',
      es: 'Casi todo: `videocodec = "h264"`, `h264_profile = "${settings.video.profileLevelId}"`, `audiocodec = "opus"`, `fir_freq = ${settings.profile.keyframeIntervalSeconds}`, `bitrate = ${settings.room.maximumBitrateBitsPerSecond}`, `bitrate_cap = true`, `pin = "${settings.secrets.pin}"`. Los demás secretos van como el PIN; `lock_rtp_forward` y `enforce_cors` son true.',
    },
  ],
  checks: [
    {
      id: 'starts',
      title: {
        en: 'Janus starts, and reads every file.',
        es: 'Janus arranca y lee todos los archivos.',
      },
      points: 1,
    },
    {
      id: 'loopback',
      title: {
        en: 'Its APIs listen on loopback only.',
        es: 'Sus API solo escuchan en loopback.',
      },
      points: 1,
    },
    {
      id: 'api-secret',
      title: {
        en: 'The Janus API refuses who does not say its secret.',
        es: 'La API de Janus rechaza a quien no dice su secreto.',
      },
      points: 1,
    },
    {
      id: 'admin-secret',
      title: {
        en: 'The Admin API wants a secret of its own.',
        es: 'La Admin API exige su propio secreto.',
      },
      points: 1,
      needs: ['loopback'],
    },
    {
      id: 'room',
      title: {
        en: 'The room is there, and who knows its PIN can join.',
        es: 'La sala existe, y quien conoce su PIN puede entrar.',
      },
      points: 2,
    },
    {
      id: 'codecs',
      title: {
        en: 'Of all codecs it takes H.264 and Opus only.',
        es: 'De todos los códecs solo toma H.264 y Opus.',
      },
      points: 2,
      needs: ['room'],
    },
    {
      id: 'keyframes',
      title: {
        en: 'Janus asks for a keyframe as often as a segment begins.',
        es: 'Janus pide un cuadro clave cada vez que empieza un segmento.',
      },
      points: 2,
      needs: ['room'],
    },
    {
      id: 'bitrate',
      title: {
        en: 'Nobody can send more than the limit.',
        es: 'Nadie puede enviar más que el límite.',
      },
      points: 1,
      needs: ['room'],
    },
    {
      id: 'pin',
      title: { en: 'Nobody joins without the PIN.', es: 'Nadie entra sin el PIN.' },
      points: 1,
      needs: ['room'],
    },
    {
      id: 'room-secret',
      title: {
        en: 'Nobody changes the room without its secret.',
        es: 'Nadie cambia la sala sin su secreto.',
      },
      points: 1,
      needs: ['room'],
    },
    {
      id: 'plugin-key',
      title: {
        en: 'A stranger cannot create a room.',
        es: 'Un desconocido no puede crear una sala.',
      },
      points: 2,
    },
    {
      id: 'forward-lock',
      title: {
        en: 'Nobody forwards media without both keys.',
        es: 'Nadie reenvía audio ni video sin las dos claves.',
      },
      points: 2,
      needs: ['room', 'room-secret'],
    },
    {
      id: 'admin-origin',
      title: {
        en: 'Pages of other sites cannot use the Admin API.',
        es: 'Las páginas de otros sitios no pueden usar la Admin API.',
      },
      points: 1,
      needs: ['admin-secret'],
    },
  ],
  starterFails: {
    room: 'no-room',
    codecs: 'blocked',
    keyframes: 'blocked',
    bitrate: 'blocked',
    pin: 'blocked',
    'room-secret': 'blocked',
    'plugin-key': 'anyone-creates-rooms',
    'forward-lock': 'blocked',
    'admin-origin': 'any-page-asks',
  },
};
