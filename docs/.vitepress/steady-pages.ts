/** What VitePress's pages lack to stand still while they load. */
import type { UserConfig } from 'vitepress';

type VitePlugin = NonNullable<NonNullable<UserConfig['vite']>['plugins']>[number];

/** A page that has begun in another font keeps it: words that change their width push others away. */
export const fontsThatStay: VitePlugin = {
  name: 'workshop-fonts-that-stay',
  enforce: 'pre',
  transform(code, id) {
    if (!id.includes('theme-default/styles/fonts.css')) return undefined;
    return code.replaceAll('font-display: swap', 'font-display: optional');
  },
};

/** VitePress gives the bar this class only once its script runs, and the bar's parts jump. */
export const addSidebarClass = (html: string): string =>
  html.includes('class="VPNavBarTitle has-sidebar"')
    ? html.replace('class="VPNavBar"', 'class="VPNavBar has-sidebar"')
    : html;
