/** What the theme says, per language, and the way through the pages. */
import type { DefaultTheme } from 'vitepress';
import { folderOf } from '../../labs/catalog.ts';
import { basePorts } from '../../labs/settings.ts';
import type { Language } from '../../scripts/language/text.ts';
import { linkOf, type Page, pageGroups } from './pages.ts';

/** The mark is filled in the browser: VitePress shows a sidebar text as HTML. */
const sidebarText = ({ title, lab }: Page, language: Language): string =>
  lab
    ? `<span class="lab-mark" data-lab="${folderOf(lab)}"></span>${title[language]}`
    : title[language];

const sidebar = (language: Language): DefaultTheme.SidebarItem[] =>
  pageGroups.map(({ title, pages }) => ({
    text: title[language],
    items: pages
      .filter(({ isHidden }) => !isHidden)
      .map((page) => ({
        text: sidebarText(page, language),
        link: linkOf(page.path, language),
      })),
  }));

const nav = (language: Language): DefaultTheme.NavItem[] => {
  const say = (en: string, es: string) => ({ en, es })[language];
  return [
    { text: say('Set up', 'Preparar'), link: linkOf('setup', language) },
    {
      text: say('Labs', 'Laboratorios'),
      link: linkOf('labs/index', language),
      activeMatch: '/(labs/|capstone)',
    },
    { text: say('Architecture', 'Arquitectura'), link: linkOf('architecture', language) },
    {
      text: say('Reference', 'Referencia'),
      link: linkOf('reference/settings', language),
      activeMatch: '/reference/',
    },
    { text: say('Troubleshooting', 'Problemas'), link: linkOf('troubleshooting', language) },
  ];
};

const words: Readonly<Record<Language, DefaultTheme.Config>> = {
  en: {
    outline: { label: 'On this page', level: [2, 3] },
    docFooter: { prev: 'Previous', next: 'Next' },
    lastUpdated: { text: 'Last updated', formatOptions: { dateStyle: 'long', forceLocale: true } },
    skipToContentLabel: 'Skip to content',
    notFound: {
      title: 'This page does not exist',
      quote: 'Like a segment that was never written: nobody will find it here.',
      linkLabel: 'To the first page of the workshop',
      linkText: 'To the first page',
    },
  },
  es: {
    outline: { label: 'En esta página', level: [2, 3] },
    docFooter: { prev: 'Anterior', next: 'Siguiente' },
    lastUpdated: {
      text: 'Última actualización',
      formatOptions: { dateStyle: 'long', forceLocale: true },
    },
    skipToContentLabel: 'Ir al contenido',
    darkModeSwitchLabel: 'Apariencia',
    lightModeSwitchTitle: 'Cambiar a tema claro',
    darkModeSwitchTitle: 'Cambiar a tema oscuro',
    sidebarMenuLabel: 'Menú',
    returnToTopLabel: 'Volver arriba',
    langMenuLabel: 'Cambiar de idioma',
    notFound: {
      title: 'Esta página no existe',
      quote: 'Como un segmento que nadie escribió: aquí no se encuentra.',
      linkLabel: 'A la primera página del taller',
      linkText: 'A la primera página',
    },
  },
};

/** What the theme's components find in `useData().theme`. */
export interface WorkshopTheme extends DefaultTheme.Config {
  /** Where the site is while `npm start` runs, for readers of the hosted pages. */
  localSite: string;
}

export const themeOf = (language: Language): WorkshopTheme => ({
  localSite: `http://localhost:${basePorts.site}`,
  nav: nav(language),
  sidebar: sidebar(language),
  ...words[language],
});

/** Search runs in the browser, on an index made at build time; nothing is sent anywhere. */
export const search: NonNullable<DefaultTheme.Config['search']> = {
  provider: 'local',
  options: {
    detailedView: 'auto',
    locales: {
      es: {
        translations: {
          button: { buttonText: 'Buscar', buttonAriaLabel: 'Buscar' },
          modal: {
            displayDetails: 'Mostrar detalles',
            resetButtonTitle: 'Borrar la búsqueda',
            backButtonTitle: 'Cerrar la búsqueda',
            noResultsText: 'No hay resultados para',
            footer: {
              selectText: 'elegir',
              navigateText: 'moverse',
              closeText: 'cerrar',
              selectKeyAriaLabel: 'Intro',
              navigateUpKeyAriaLabel: 'flecha arriba',
              navigateDownKeyAriaLabel: 'flecha abajo',
              closeKeyAriaLabel: 'Escape',
            },
          },
        },
      },
    },
  },
};
