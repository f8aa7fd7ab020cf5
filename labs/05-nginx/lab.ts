import type { LabDescription } from '../lab.ts';

export const nginx: LabDescription = {
  number: 5,
  slug: 'nginx',
  stage: 'nginx',
  file: 'nginx.ts',
  runsIn: 'server',
  title: { en: 'Serve it to the world', es: 'Servirlo al mundo' },
  summary: {
    en: 'Write the nginx configuration that hands playlist and segments to any player.',
    es: 'Escribe la configuración de nginx que entrega la lista y los segmentos a cualquier reproductor.',
  },
  goals: [
    {
      en: 'Say what may be cached, where, and for how long, and why.',
      es: 'Decir qué se puede guardar en caché, dónde, cuánto tiempo y por qué.',
    },
    {
      en: 'Let a page of another site play the stream, without opening anything else.',
      es: 'Permitir que una página de otro sitio reproduzca el video sin abrir nada más.',
    },
  ],
  minutes: 25,
  after: ['ffmpeg'],
  context: {
    en: 'Stage 05: nginx.conf. From here on the stream is only files. Segments never change once they are written; the playlist changes with every segment. Almost everything below follows from that.',
    es: 'Etapa 05: nginx.conf. De aquí en adelante el video son solo archivos. Un segmento no cambia una vez escrito; la lista cambia con cada segmento. Casi todo lo de abajo sale de ahí.',
  },
  steps: [
    {
      id: 'media-types',
      todo: {
        en: 'Tell nginx the media types of .m3u8 and .ts files, and that anything else is application/octet-stream.',
        es: 'Dile a nginx los tipos de medio de los archivos .m3u8 y .ts, y que todo lo demás es application/octet-stream.',
      },
      see: [
        'https://nginx.org/en/docs/http/ngx_http_core_module.html#types',
        'https://www.rfc-editor.org/rfc/rfc8216#section-4',
      ],
    },
    {
      id: 'cache-policy',
      todo: {
        en: 'Choose the variable $cache_control by status and file: a browser asks for the playlist every time and a CDN keeps it for a second, or half a minute longer while you do not answer; a segment is kept for a year; an error is never kept. Nothing is sent yet: step 3 does that.',
        es: 'Elige la variable $cache_control según el estado y el archivo: el navegador pide la lista cada vez y una CDN la guarda un segundo, o medio minuto más mientras no respondes; un segmento se guarda un año; un error no se guarda nunca. Todavía no se envía nada: eso es el paso 3.',
      },
      see: [
        'https://nginx.org/en/docs/http/ngx_http_map_module.html',
        'https://www.rfc-editor.org/rfc/rfc9111#section-5.2.2',
        'https://www.rfc-editor.org/rfc/rfc5861#section-4',
      ],
    },
    {
      id: 'cors',
      todo: {
        en: 'Add Cache-Control and the CORS headers to every answer, errors included: any page may send GET, HEAD and OPTIONS, with the header Range, and may read the header Date.',
        es: 'Añade Cache-Control y los encabezados de CORS a toda respuesta, también a los errores: cualquier página puede enviar GET, HEAD y OPTIONS, con el encabezado Range, y puede leer el encabezado Date.',
      },
      see: [
        'https://nginx.org/en/docs/http/ngx_http_headers_module.html#add_header',
        'https://fetch.spec.whatwg.org/#http-cors-protocol',
      ],
    },
    {
      id: 'methods',
      todo: {
        en: 'On the whole server, answer OPTIONS with 204, and whatever is not GET, HEAD or OPTIONS with 405.',
        es: 'En todo el servidor, responde 204 a OPTIONS y 405 a todo lo que no sea GET, HEAD u OPTIONS.',
      },
      see: [
        'https://nginx.org/en/docs/http/ngx_http_rewrite_module.html#if',
        'https://www.rfc-editor.org/rfc/rfc9110#section-15.5.6',
      ],
    },
    {
      id: 'live-files',
      todo: {
        en: 'Serve /live/ from settings.paths.web: no listing, no hidden files. Never answer 304 for a playlist: nginx tells two of one second apart by their length only.',
        es: 'Sirve /live/ desde settings.paths.web: sin listado y sin archivos ocultos. Nunca respondas 304 a una lista: nginx solo distingue por el largo dos que se escribieron en el mismo segundo.',
      },
      see: [
        'https://nginx.org/en/docs/http/ngx_http_core_module.html#root',
        'https://nginx.org/en/docs/http/ngx_http_core_module.html#if_modified_since',
        'https://www.rfc-editor.org/rfc/rfc9110#section-8.8.1',
      ],
    },
  ],
  hints: [
    {
      en: 'A first version of the last step is three lines: `location /live/ {`, in it `root` with the value of settings.paths.web and a semicolon, and `}`. With it most checks have something to ask for. In a template literal, `${settings.paths.web}` puts the value in.',
      es: 'Una primera versión del último paso son tres líneas: `location /live/ {`, dentro `root` con el valor de settings.paths.web y un punto y coma, y `}`. Con eso casi todas las comprobaciones ya tienen algo que pedir. En un template literal, `${settings.paths.web}` pone el valor.',
      helps: ['serves/not-served'],
    },
    {
      en: '`root` is put before the whole path: with `root /web;`, /live/a.ts is the file /web/live/a.ts. What is special for some files in there goes into a location inside the location: `location ~ \\.m3u8$ { … }`.',
      es: '`root` se antepone a la ruta completa: con `root /web;`, /live/a.ts es el archivo /web/live/a.ts. Lo que vale solo para algunos archivos va en una location dentro de la location: `location ~ \\.m3u8$ { … }`.',
      helps: ['playlist-change', 'nothing-else'],
    },
    {
      en: 'Step 1 is a block `types { … }`: in every line a media type, the file endings that have it, and a semicolon. `default_type`, after the block, is for all others.',
      es: 'El paso 1 es un bloque `types { … }`: en cada línea un tipo de medio, las extensiones que lo tienen y un punto y coma. `default_type`, después del bloque, vale para todas las demás.',
      helps: ['serves/wrong-media-type', 'serves/text-by-default'],
    },
    {
      en: 'One `map` can look at two things at once: `map "$status:$uri" $cache_control { … }` sees a text such as 200:/live/index.m3u8. A pattern is a regular expression that starts with `~`; `default` is for all the rest. Good answers are 200, 206 (a part) and 304 (unchanged).',
      es: 'Un `map` puede mirar dos cosas a la vez: `map "$status:$uri" $cache_control { … }` ve un texto como 200:/live/index.m3u8. Un patrón es una expresión regular que empieza con `~`; `default` vale para todo lo demás. Las buenas respuestas son 200, 206 (una parte) y 304 (sin cambios).',
      helps: ['playlist-cache/playlist-kept', 'segment-cache', 'errors'],
    },
    {
      en: '`add_header Access-Control-Allow-Origin "*" always;` and the same for Access-Control-Allow-Methods, -Allow-Headers, -Expose-Headers and Cache-Control, directly in `server`. Without `always` they are missing on errors. An `add_header` inside a `location` would discard all of these.',
      es: '`add_header Access-Control-Allow-Origin "*" always;`, y lo mismo para Access-Control-Allow-Methods, -Allow-Headers, -Expose-Headers y Cache-Control, directamente en `server`. Sin `always` faltan en los errores. Un `add_header` dentro de una `location` los descartaría todos.',
      helps: [
        'playlist-cache/playlist-unsaid',
        'cors',
        'preflight/preflight-forbids',
        'preflight/preflight-without-cors',
      ],
    },
    {
      en: 'Step 4 is two `if (…) { return …; }` on `$request_method`, directly in `server`. The first compares with a pattern of the methods that are allowed: `!~` is true where it does not fit, and `^` and `$` hold it to the whole word. The second, `=`, is for OPTIONS.',
      es: 'El paso 4 son dos `if (…) { return …; }` sobre `$request_method`, directamente en `server`. El primero compara con un patrón de los métodos permitidos: `!~` se cumple cuando no encaja, y `^` y `$` lo obligan a abarcar la palabra entera. El segundo, `=`, es para OPTIONS.',
      helps: ['preflight/preflight-refused', 'methods', 'parts/no-head'],
    },
    {
      en: 'Nearly all of it: `if ($request_method = OPTIONS) { return 204; }`, and before it one with `!~ "^(GET|HEAD|OPTIONS)$"` and 405. In the map `"~^(200|206|304):.*\\.ts$" "public, max-age=31536000, immutable";`, for the playlist `"public, max-age=0, s-maxage=1, stale-if-error=30"`, by default `"no-store"`. For the playlist `etag off; if_modified_since off;`, for `~ /\\.` a `return 404;`. A backslash in a template literal is written twice.',
      es: 'Casi todo: `if ($request_method = OPTIONS) { return 204; }`, y antes otro con `!~ "^(GET|HEAD|OPTIONS)$"` y 405. En el map `"~^(200|206|304):.*\\.ts$" "public, max-age=31536000, immutable";`, para la lista `"public, max-age=0, s-maxage=1, stale-if-error=30"`, por defecto `"no-store"`. Para la lista `etag off; if_modified_since off;`, para `~ /\\.` un `return 404;`. En un template literal la barra invertida se escribe dos veces.',
    },
  ],
  checks: [
    {
      id: 'starts',
      title: {
        en: 'nginx finds no mistake in your configuration, and starts with it.',
        es: 'nginx no encuentra errores en tu configuración y arranca con ella.',
      },
      points: 1,
    },
    {
      id: 'serves',
      title: {
        en: 'Playlist and segments are served with their media types.',
        es: 'La lista y los segmentos se sirven con sus tipos de medio.',
      },
      points: 2,
    },
    {
      id: 'playlist-cache',
      title: {
        en: 'Nobody keeps the playlist for longer than it is true.',
        es: 'Nadie guarda la lista más tiempo del que es verdad.',
      },
      points: 2,
      needs: ['serves'],
    },
    {
      id: 'playlist-change',
      title: {
        en: 'A new playlist is seen, even when it is as long and as old as the one before.',
        es: 'Una lista nueva se nota, aunque sea tan larga y tan antigua como la anterior.',
      },
      points: 1,
      needs: ['serves'],
    },
    {
      id: 'segment-cache',
      title: {
        en: 'Browsers and CDNs may keep a segment.',
        es: 'Navegadores y CDN pueden guardar un segmento.',
      },
      points: 2,
      needs: ['serves'],
    },
    {
      id: 'errors',
      title: {
        en: 'Nobody keeps a 404.',
        es: 'Nadie guarda un 404.',
      },
      points: 1,
      needs: ['serves'],
    },
    {
      id: 'cors',
      title: {
        en: 'A page of another site may read every answer, errors included.',
        es: 'Una página de otro sitio puede leer toda respuesta, también los errores.',
      },
      points: 2,
      needs: ['serves'],
    },
    {
      id: 'preflight',
      title: {
        en: 'A browser that asks first (OPTIONS) is told yes.',
        es: 'Un navegador que pregunta antes (OPTIONS) recibe un sí.',
      },
      points: 1,
      needs: ['serves'],
    },
    {
      id: 'methods',
      title: { en: 'Nobody can write.', es: 'Nadie puede escribir.' },
      points: 1,
      needs: ['serves'],
    },
    {
      id: 'parts',
      title: {
        en: 'A part of a segment can be had (Range), and its headers alone (HEAD).',
        es: 'Se puede pedir una parte de un segmento (Range), y sus encabezados solos (HEAD).',
      },
      points: 1,
      needs: ['serves'],
    },
    {
      id: 'nothing-else',
      title: {
        en: 'Nothing but the stream is served: no list of files, no hidden ones, none beside it.',
        es: 'No se sirve nada más que la transmisión: ni una lista de archivos, ni los ocultos, ni los de al lado.',
      },
      points: 2,
      needs: ['serves'],
    },
  ],
  starterFails: {
    serves: 'not-served',
    'playlist-cache': 'blocked',
    'playlist-change': 'blocked',
    'segment-cache': 'blocked',
    errors: 'blocked',
    cors: 'blocked',
    preflight: 'blocked',
    methods: 'blocked',
    parts: 'blocked',
    'nothing-else': 'blocked',
  },
};
