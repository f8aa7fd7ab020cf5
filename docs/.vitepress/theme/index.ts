/** VitePress's default theme in the colours of the house, with what is live in a page of `npm start`. */
import type { Theme } from 'vitepress';
import DefaultTheme from 'vitepress/theme';
import BenchPart from './bench/BenchPart.vue';
import MillionTable from './bench/MillionTable.vue';
import LiveDiagram from './diagram/LiveDiagram.vue';
import Layout from './Layout.vue';
import LocalLink from './LocalLink.vue';
import LabCheck from './live/LabCheck.vue';
import OwnStage from './live/OwnStage.vue';
import WeatherControl from './live/WeatherControl.vue';
import './style/palette.css';
import './style/pages.css';
import './style/home.css';
import './style/diagram.css';
import './style/bench.css';

export default {
  extends: DefaultTheme,
  Layout,
  enhanceApp({ app }) {
    // What the pages name in their markdown.
    app.component('BenchPart', BenchPart);
    app.component('LiveDiagram', LiveDiagram);
    app.component('LabCheck', LabCheck);
    app.component('LocalLink', LocalLink);
    app.component('MillionTable', MillionTable);
    app.component('OwnStage', OwnStage);
    app.component('WeatherControl', WeatherControl);
  },
} satisfies Theme;
