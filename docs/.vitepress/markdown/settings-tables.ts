/** Tables of `labs/settings.ts`: no page writes a port or a length of its own. */
import { basePorts, type PortName, segmentProfiles } from '../../../labs/settings.ts';
import { httpsBasePort, transcoderApiPort } from '../../../scripts/docker/compose-environment.ts';
import { type Language, numberLocales, type Text } from '../../../scripts/language/text.ts';

const ports: Readonly<Record<PortName, { protocol: string; use: Text }>> = {
  site: {
    protocol: 'HTTP',
    use: {
      en: 'This site, the pages, the live API',
      es: 'Este sitio, las páginas y la API en vivo',
    },
  },
  origin: {
    protocol: 'HTTP',
    use: { en: 'nginx: playlist and segments', es: 'nginx: la lista y los segmentos' },
  },
  janusWebSocket: {
    protocol: 'WebSocket',
    use: { en: 'Janus: signalling', es: 'Janus: señalización' },
  },
  janusAdmin: {
    protocol: 'HTTP',
    use: {
      en: 'Janus: the Admin API, which the probes ask',
      es: 'Janus: la Admin API, que consultan las sondas',
    },
  },
  rtpAudio: {
    protocol: 'UDP',
    use: { en: 'RTP, sound, forwarded by Janus', es: 'RTP, sonido, que reenvía Janus' },
  },
  rtcpAudio: {
    protocol: 'UDP',
    use: { en: 'RTCP for that sound', es: 'RTCP de ese sonido' },
  },
  rtpVideo: {
    protocol: 'UDP',
    use: { en: 'RTP, picture, forwarded by Janus', es: 'RTP, imagen, que reenvía Janus' },
  },
  rtcpVideo: {
    protocol: 'UDP',
    use: { en: 'RTCP for that picture', es: 'RTCP de esa imagen' },
  },
  relayedAudioA: {
    protocol: 'UDP',
    use: {
      en: 'RTP, sound, from the relay to FFmpeg (RTCP one port up)',
      es: 'RTP, sonido, del relé a FFmpeg (RTCP, un puerto más arriba)',
    },
  },
  relayedVideoA: {
    protocol: 'UDP',
    use: { en: 'RTP, picture, the same', es: 'RTP, imagen, igual' },
  },
  relayedAudioB: {
    protocol: 'UDP',
    use: {
      en: 'The same, for the FFmpeg that takes over: sound',
      es: 'Igual, para el FFmpeg que toma la posta: sonido',
    },
  },
  relayedVideoB: { protocol: 'UDP', use: { en: 'And picture', es: 'E imagen' } },
  weather: {
    protocol: 'WebSocket',
    use: {
      en: 'Janus: signalling through the weather, while `npm run weather` is on',
      es: 'Janus: señalización a través del clima, mientras corre `npm run weather`',
    },
  },
  iceFirst: {
    protocol: 'UDP',
    use: {
      en: 'First port on which Janus takes WebRTC media',
      es: 'Primer puerto en el que Janus recibe WebRTC',
    },
  },
  iceLast: {
    protocol: 'UDP',
    use: { en: 'Last of these ports', es: 'Último de esos puertos' },
  },
};

/** Of the containers alone: no stage is given them. */
const containerPorts = [
  {
    port: httpsBasePort,
    protocol: 'HTTPS',
    use: {
      en: 'In containers, with `WORKSHOP_HOST`: everything for other machines',
      es: 'En contenedores, con `WORKSHOP_HOST`: todo para las demás máquinas',
    },
  },
  {
    port: transcoderApiPort,
    protocol: 'HTTP',
    use: {
      en: 'In containers, among themselves: the status',
      es: 'En contenedores, solo entre ellos: el estado',
    },
  },
];

export function portTable(language: Language): string {
  const heads = {
    en: ['Port', 'Name in `settings.ports`', 'Protocol', 'What for'],
    es: ['Puerto', 'Nombre en `settings.ports`', 'Protocolo', 'Para qué'],
  }[language];
  const rows = Object.entries(ports).map(([name, { protocol, use }]) => [
    `\`${basePorts[name as PortName]}\``,
    `\`${name}\``,
    protocol,
    use[language],
  ]);
  const more = containerPorts.map(({ port, protocol, use }) => [
    ...[`\`${port}\``, '–', protocol, use[language]],
  ]);
  return table([heads, ...rows, ...more]);
}

export function profileTable(language: Language): string {
  const heads = {
    en: ['Profile', 'Segment', 'Keyframe every', 'Segments listed', 'Viewer plays behind'],
    es: [
      'Perfil',
      'Segmento',
      'Cuadro clave cada',
      'Segmentos en la lista',
      'El espectador va detrás',
    ],
  }[language];
  const segments = { en: 'segments', es: 'segmentos' }[language];
  const rows = Object.values(segmentProfiles).map((profile) => [
    `\`${profile.name}\``,
    `${profile.segmentSeconds} s`,
    `${profile.keyframeIntervalSeconds} s`,
    String(profile.playlistSegments),
    `${profile.liveSyncSegments.toLocaleString(numberLocales[language])} ${segments}`,
  ]);
  return table([heads, ...rows]);
}

const table = ([heads = [], ...rows]: string[][]): string =>
  [heads, heads.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
