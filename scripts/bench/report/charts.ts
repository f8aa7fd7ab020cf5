/** The chart of each part of a report: as a file of its own, and as a piece of a page. */
import { standaloneColours } from '../../diagrams/style.ts';
import type { Language, Text } from '../../language/text.ts';
import type { Results } from '../results.ts';
import { budgetPlot } from './charts/budget-chart.ts';
import { artClass, drawChart } from './charts/draw.ts';
import { edgePlot } from './charts/edge-chart.ts';
import { type Form, type Frame, forms, frameOf, layout, type Plot } from './charts/frame.ts';
import { latencyPlot } from './charts/latency-chart.ts';
import { syncPlot } from './charts/sync-chart.ts';
import { transcodePlot } from './charts/transcode-chart.ts';
import { viewersPlot } from './charts/viewers-chart.ts';
import { weatherPlot } from './charts/weather-chart.ts';
import { finding } from './findings.ts';
import type { PartName } from './names.ts';

/**
 * An SVG that is whole by itself: it follows the light or dark of the reader's system.
 * @throws {Error} when the part was not measured.
 */
export function chartFile(results: Results, part: PartName, language: Language): string {
  const svg = chart(results, part, frameOf('wide', language), `bench-${part}`);
  const style = `<style>${standaloneColours(artClass)}.${artClass}{background:var(--house-page)}</style>`;
  return `${svg.replace('</desc>', `</desc>${style}`)}\n`;
}

/**
 * Both forms as HTML, of which the page's style shows one; in the page's colours.
 * @param owner a word that tells apart the reference's and the reader's own on one page.
 * @throws {Error} when the part was not measured.
 */
export function inlineChart(
  results: Results,
  part: PartName,
  language: Language,
  owner: 'reference' | 'own',
): string {
  const drawn = (form: Form) =>
    chart(results, part, frameOf(form, language), `bench-${owner}-${part}-${form}`).replace(
      `class="${artClass}"`,
      `class="${artClass} ${form}"`,
    );
  return `<div class="bench-chart">${forms.map(drawn).join('')}</div>`;
}

function chart(results: Results, part: PartName, frame: Frame, id: string): string {
  const { language, width } = frame;
  const title = finding(results, part, language);
  const plot = plots[part](results, frame);
  if (!plot) throw new Error(`Nothing was measured for "${part}"`);
  const description = descriptions[part][language];
  return drawChart(layout(plot, title, frame), { id, language, width, title, description });
}

const plots: Readonly<Record<PartName, (results: Results, frame: Frame) => Plot | null>> = {
  latency: ({ latency }, frame) => (latency ? latencyPlot(latency, frame) : null),
  budget: ({ latency }, frame) => (latency ? budgetPlot(latency, frame) : null),
  sync: ({ sync }, frame) => (sync ? syncPlot(sync, frame) : null),
  viewers: ({ viewers }, frame) => (viewers ? viewersPlot(viewers, frame) : null),
  edge: ({ edge }, frame) => (edge ? edgePlot(edge, frame) : null),
  transcode: ({ transcode }, frame) => (transcode ? transcodePlot(transcode, frame) : null),
  weather: ({ weather }, frame) => (weather ? weatherPlot(weather, frame) : null),
};

/** For whoever does not see it. The figures themselves stand in the table. */
const descriptions: Readonly<Record<PartName, Text>> = {
  latency: {
    en: 'One box for each way of watching, from p5 to p95 of the delay between camera and screen, with its median.',
    es: 'Una caja por cada vía, del p5 al p95 del retraso entre la cámara y la pantalla, con su mediana.',
  },
  budget: {
    en: 'Two stacked bars for each way of watching: the delay that its settings predict, and the one that was measured, by its parts.',
    es: 'Dos barras apiladas por cada vía: el retraso que predicen sus ajustes y el que se midió, por partes.',
  },
  sync: {
    en: 'One line for each start: how late the sound is, minute by minute. A field marks what the bounds allow, 40 ms either way.',
    es: 'Una línea por cada arranque: cuánto se atrasa el sonido, minuto a minuto. Una franja marca lo que permiten los límites, 40 ms en cada sentido.',
  },
  viewers: {
    en: 'Two lines on logarithmic axes: the server’s processor over the number of viewers, for WebRTC and for HLS. Dashed, they go on to where one core is full.',
    es: 'Dos líneas en ejes logarítmicos: el procesador del servidor según el número de espectadores, con WebRTC y con HLS. Punteadas, siguen hasta donde se llena un núcleo.',
  },
  edge: {
    en: 'Two lines on logarithmic axes: requests per second over the number of viewers, at the edge and at the origin.',
    es: 'Dos líneas en ejes logarítmicos: solicitudes por segundo según el número de espectadores, en el borde y en el origen.',
  },
  transcode: {
    en: 'One bar for each way to transcode: the share of a core that a stream takes.',
    es: 'Una barra por cada manera de transcodificar: la parte de un núcleo que ocupa una señal.',
  },
  weather: {
    en: 'Two bars for each weather: the share of the time in which the worst viewer saw no new picture, with Janus straight to FFmpeg and with the relay between them.',
    es: 'Dos barras por cada clima: la parte del tiempo en que el espectador que peor la pasó no vio ninguna imagen nueva, con Janus directo a FFmpeg y con el relé en medio.',
  },
};
