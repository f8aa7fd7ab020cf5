/** What VitePress's pages lack to stand still while they load. */
import type { UserConfig } from 'vitepress';

type VitePlugin = NonNullable<NonNullable<UserConfig['vite']>['plugins']>[number];

/** The same font for what has one size only: it waits for its letters. */
const waitingFontFamily = 'Inter for slides';

/**
 * A page that has begun in another font keeps it: words that change their width push others away.
 * A slide and a sheet of paper have no room for wider letters, so their font is waited for.
 */
export const fontsThatStay: VitePlugin = {
  name: 'workshop-fonts-that-stay',
  enforce: 'pre',
  transform(code, id) {
    if (!id.includes('theme-default/styles/fonts.css')) return undefined;
    const waiting = code
      .slice(code.indexOf('@font-face'))
      .replaceAll(/font-family: ['"]?Inter['"]?;/g, `font-family: '${waitingFontFamily}';`)
      .replaceAll('font-display: swap', 'font-display: block');
    return code.replaceAll('font-display: swap', 'font-display: optional') + waiting;
  },
};

/** VitePress gives the bar this class only once its script runs, and the bar's parts jump. */
export const addSidebarClass = (html: string): string =>
  html.includes('class="VPNavBarTitle has-sidebar"')
    ? html.replace('class="VPNavBar"', 'class="VPNavBar has-sidebar"')
    : html;
