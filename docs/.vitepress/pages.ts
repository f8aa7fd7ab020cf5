/** Every page of the site and what it is called: the sidebar, the menu and the tests read this. */
import { folderOf, labs } from '../../labs/catalog.ts';
import type { Lab } from '../../labs/lab.ts';
import type { Language, Text } from '../../scripts/language/text.ts';

export interface Page {
  /** Below `docs/` and, in Spanish, below `docs/es/`; without `.md`. */
  path: string;
  title: Text;
  lab?: Lab;
  /** Reached from another page only, not from the sidebar. */
  isHidden?: boolean;
}

export interface PageGroup {
  title: Text;
  pages: readonly Page[];
}

const page = (path: string, en: string, es: string): Page => ({ path, title: { en, es } });

const labPage = (lab: Lab): Page => {
  const number = folderOf(lab).slice(0, 2);
  const { en, es } = lab.title;
  return {
    path: `labs/${folderOf(lab)}`,
    title: { en: `${number} ${en}`, es: `${number} ${es}` },
    lab,
  };
};

/** In the order of the sidebar; `previous` and `next` follow it. */
export const pageGroups: readonly PageGroup[] = [
  {
    title: { en: 'Begin', es: 'Empezar' },
    pages: [
      page('setup', 'Set up', 'Preparar tu máquina'),
      page('architecture', 'The architecture', 'La arquitectura'),
    ],
  },
  {
    title: { en: 'Labs', es: 'Laboratorios' },
    pages: [
      page('labs/index', 'How the labs work', 'Cómo son los laboratorios'),
      ...labs.map(labPage),
      page('capstone', 'Capstone: your own pipeline', 'Cierre: tu propio sistema'),
    ],
  },
  {
    title: { en: 'Understand', es: 'Entender' },
    pages: [
      page('protocols', 'Protocols compared', 'Los protocolos, comparados'),
      page('latency', 'Where the seconds go', 'En qué se van los segundos'),
      page('why-not-webrtc', 'Why not WebRTC only?', '¿Por qué no solo WebRTC?'),
      page('scale', 'From ten viewers to a million', 'De diez espectadores a un millón'),
      page('bench', 'Measure it yourself', 'Mídelo tú'),
      page('glossary', 'Glossary', 'Glosario'),
    ],
  },
  {
    title: { en: 'Run it elsewhere', es: 'Correrlo en otra parte' },
    pages: [
      page('docker', 'In containers', 'En contenedores'),
      page('cluster', 'More than one machine', 'Más de una máquina'),
    ],
  },
  {
    title: { en: 'When it breaks', es: 'Cuando algo falla' },
    pages: [page('troubleshooting', 'Find the broken hop', 'Encuentra el eslabón roto')],
  },
  {
    title: { en: 'Reference', es: 'Referencia' },
    pages: [
      page('reference/settings', 'Ports and settings', 'Puertos y ajustes'),
      page('reference/janus', 'Janus', 'Janus'),
      page('reference/ffmpeg', 'FFmpeg', 'FFmpeg'),
      page('reference/nginx', 'nginx', 'nginx'),
      page('reference/hls', 'HLS', 'HLS'),
      page('reference/live-api', 'Live API', 'API en vivo'),
      page('reference/dependencies', 'Dependencies', 'Dependencias'),
    ],
  },
  {
    title: { en: 'Teach', es: 'Enseñar' },
    pages: [
      page('instructors', 'For instructors', 'Para docentes'),
      page('present/index', 'Present it', 'Presentarlo'),
      { ...page('present/notes', 'Notes', 'Notas'), isHidden: true },
      { ...page('present/handout', 'Hand-out', 'Material impreso'), isHidden: true },
      { ...page('present/sheet', 'On one page', 'En una página'), isHidden: true },
      page('graders', 'For graders', 'Para quien corrige'),
    ],
  },
];

export const homePage: Page = page(
  'index',
  'Hybrid streaming workshop',
  'Taller de streaming híbrido',
);

/** Where a page is on the site, such as `/es/labs/05-nginx.html`. */
export function linkOf(path: string, language: Language): string {
  const root = language === 'en' ? '/' : `/${language}/`;
  return path.endsWith('index') ? root + path.slice(0, -'index'.length) : `${root}${path}.html`;
}
