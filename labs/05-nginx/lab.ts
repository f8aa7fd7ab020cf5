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
  after: [],
  context: {
    en: 'Stage 05: nginx.conf. From here on the stream is only files. Segments never change once they are written; the playlist changes with every segment. Almost everything below follows from that.',
    es: 'Etapa 05: nginx.conf. De aquí en adelante el video son solo archivos. Un segmento no cambia una vez escrito; la lista cambia con cada segmento. Casi todo lo de abajo sale de ahí.',
  },
  steps: [
    {
      id: 'media-types',
      todo: {
        en: 'Tell nginx the media types of .m3u8 and .ts files.',
        es: 'Dile a nginx los tipos de medio de los archivos .m3u8 y .ts.',
      },
      see: [
        'https://nginx.org/en/docs/http/ngx_http_core_module.html#types',
        'https://www.rfc-editor.org/rfc/rfc8216#section-4',
      ],
    },
    {
      id: 'cache-policy',
      todo: {
        en: 'Choose $cache_control by status and file: the playlist is asked for every time, a segment is kept for ever, an error is never kept.',
        es: 'Elige $cache_control según el estado y el archivo: la lista se pide cada vez, un segmento se guarda para siempre, un error no se guarda nunca.',
      },
      see: [
        'https://nginx.org/en/docs/http/ngx_http_map_module.html',
        'https://www.rfc-editor.org/rfc/rfc9111#section-5.2.2',
      ],
    },
    {
      id: 'cors',
      todo: {
        en: 'Add the CORS headers, and Cache-Control, to every answer, errors included.',
        es: 'Añade los encabezados de CORS, y Cache-Control, a toda respuesta, también a los errores.',
      },
      see: [
        'https://nginx.org/en/docs/http/ngx_http_headers_module.html#add_header',
        'https://fetch.spec.whatwg.org/#http-cors-protocol',
      ],
    },
    {
      id: 'methods',
      todo: {
        en: 'Answer OPTIONS with 204, and refuse whatever is not GET, HEAD or OPTIONS with 405.',
        es: 'Responde 204 a OPTIONS y rechaza con 405 todo lo que no sea GET, HEAD u OPTIONS.',
      },
      see: [
        'https://nginx.org/en/docs/http/ngx_http_rewrite_module.html#if',
        'https://www.rfc-editor.org/rfc/rfc9110#section-15.5.6',
      ],
    },
    {
      id: 'live-files',
      todo: {
        en: 'Serve /live/ from settings.paths.web: no listing, no hidden files.',
        es: 'Sirve /live/ desde settings.paths.web: sin listado y sin archivos ocultos.',
      },
      see: ['https://nginx.org/en/docs/http/ngx_http_core_module.html#root'],
    },
  ],
  hints: [
    {
      en: 'Begin with the last step: a `location /live/ { … }` with `root`. Then a browser can ask, and `curl -i` shows you what is still missing.',
      es: 'Empieza por el último paso: una `location /live/ { … }` con `root`. Así ya se puede pedir algo, y `curl -i` te muestra lo que falta.',
    },
    {
      en: 'One `map` can look at two things at once: `map "$status:$uri" $cache_control { … }`. Its patterns start with `~`.',
      es: 'Un `map` puede mirar dos cosas a la vez: `map "$status:$uri" $cache_control { … }`. Sus patrones empiezan con `~`.',
    },
    {
      en: '`add_header Access-Control-Allow-Origin "*" always;` and the same for the other headers, directly in `server`. An `add_header` inside a `location` would discard these.',
      es: '`add_header Access-Control-Allow-Origin "*" always;`, y lo mismo para los demás, directamente en `server`. Un `add_header` dentro de una `location` los descartaría.',
    },
  ],
  checks: [
    {
      id: 'starts',
      title: {
        en: 'nginx starts with your configuration.',
        es: 'nginx arranca con tu configuración.',
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
  ],
  starterFails: { serves: 'not-served' },
};
