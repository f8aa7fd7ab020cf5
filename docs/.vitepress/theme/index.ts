/** VitePress's default theme in the colours of the house, with what is live in a page of `npm start`. */
import type { Theme } from 'vitepress';
import DefaultTheme from 'vitepress/theme';
import Layout from './Layout.vue';
import './style/palette.css';
import './style/pages.css';
import './style/home.css';
import './style/diagram.css';

export default {
  extends: DefaultTheme,
  Layout,
} satisfies Theme;
