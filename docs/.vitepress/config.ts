import { defineConfig } from 'vitepress';
import { forgeEditPattern } from './edit-link.ts';
import { askGit } from './git.ts';
import { checkLinks } from './link-check.ts';
import { search, themeOf } from './locales.ts';
import { expandLines } from './markdown/expansions.ts';
import { markShortCode } from './markdown/short-code.ts';
import { addSidebarClass, fontsThatStay } from './steady-pages.ts';

const edit = forgeEditPattern();
const editLink = (text: string) => (edit ? { editLink: { pattern: edit, text } } : {});

export default defineConfig({
  // Files that any web server can serve as they are.
  cleanUrls: false,
  // Addresses on the reader's own machine.
  ignoreDeadLinks: 'localhostLinks',
  // Without a history nobody knows, and VitePress does not build where there is no git.
  lastUpdated: askGit('rev-parse', 'HEAD') !== null,
  metaChunk: true,
  head: [['link', { rel: 'icon', href: 'data:,' }]],
  markdown: {
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
    config: (md) => {
      expandLines(md);
      markShortCode(md);
    },
  },
  vite: { plugins: [fontsThatStay] },
  transformHtml: addSidebarClass,
  buildEnd: ({ outDir, site }) => checkLinks(outDir, site.base),
  themeConfig: { search },
  locales: {
    root: {
      label: 'English',
      lang: 'en',
      title: 'Hybrid streaming workshop',
      description: 'Live streaming from the best existing wheels: WebRTC in, HLS out.',
      themeConfig: { ...themeOf('en'), ...editLink('Edit this page') },
    },
    es: {
      label: 'Español',
      lang: 'es',
      title: 'Taller de streaming híbrido',
      description: 'Video en vivo con las mejores piezas que ya existen: entra WebRTC, sale HLS.',
      themeConfig: { ...themeOf('es'), ...editLink('Editar esta página') },
    },
  },
});
