/** The one thing that each part says, with its figures: the title of its chart. */
import type { Language, Text } from '../../language/text.ts';
import type { Recipe, Results, WatchingWay } from '../results.ts';
import { frozenShare } from '../weather/bounds-of-runs.ts';
import { conditionNames, type PartName } from './names.ts';
import {
  offsetMilliseconds,
  percent,
  range,
  rate,
  roundNumber,
  shortMinutes,
  spokenSeconds,
  wholeNumber,
} from './numbers.ts';
import { weatherPairs } from './tables/weather-table.ts';

/** @throws {Error} when the part was not measured. */
export function finding(results: Results, part: PartName, language: Language): string {
  const text = findings[part](results, language);
  if (!text) throw new Error(`Nothing was measured for "${part}"`);
  return text[language];
}

type Finding = (results: Results, language: Language) => Text | null;

const findings: Readonly<Record<PartName, Finding>> = {
  latency({ latency }, language) {
    if (!latency) return null;
    const median = (way: WatchingWay) =>
      latency.ways.find((each) => each.way === way)?.glassToGlassSeconds.p50;
    const webrtc = median('webrtc');
    const hls = latency.ways
      .filter(({ way }) => way !== 'webrtc')
      .map(({ glassToGlassSeconds }) => glassToGlassSeconds.p50);
    const seconds = (value: number) => spokenSeconds(value, language);
    const behind =
      hls.length === 1
        ? seconds(hls[0] ?? 0)
        : range(seconds(Math.min(...hls)), seconds(Math.max(...hls)), language);
    const de = hls.length === 1 ? '' : 'de ';
    if (webrtc === undefined) {
      return {
        en: `HLS shows the camera after ${behind}`,
        es: `Con HLS, la cámara se ve ${de}${behind} después`,
      };
    }
    return {
      en: `WebRTC shows the camera after ${seconds(webrtc)}, HLS after ${behind}`,
      es: `Con WebRTC, la cámara se ve ${seconds(webrtc)} después; con HLS, ${de}${behind}`,
    };
  },

  budget({ latency }, language) {
    if (!latency) return null;
    const hls = latency.ways.filter(({ way }) => way !== 'webrtc');
    const slowest = hls.toSorted(
      (a, b) => b.glassToGlassSeconds.p50 - a.glassToGlassSeconds.p50,
    )[0];
    if (!slowest) return null;
    const measured = slowest.budget.map(({ part, measuredSeconds }) => ({
      part,
      seconds: measuredSeconds?.p50 ?? 0,
    }));
    const all = measured.reduce((sum, { seconds }) => sum + seconds, 0);
    const ofHls = measured
      .filter(({ part }) => part === 'segment' || part === 'poll' || part === 'buffer')
      .reduce((sum, { seconds }) => sum + seconds, 0);
    const share = `${wholeNumber(Math.floor((100 * ofHls) / all), language)} %`;
    return {
      en: `${share} of HLS ${slowest.way}’s delay is segment, playlist and buffer`,
      es: `El ${share} del retraso de HLS ${slowest.way} es segmento, lista y búfer`,
    };
  },

  sync({ sync }, language) {
    if (!sync) return null;
    const biases = sync.starts.map(({ biasMilliseconds }) => biasMilliseconds);
    const minutes = shortMinutes(Math.min(...sync.starts.map(({ seconds }) => seconds)), language);
    const within = range(
      offsetMilliseconds(Math.min(...biases), language),
      offsetMilliseconds(Math.max(...biases), language),
      language,
    );
    return {
      en: `Sound against picture: ${within}, in each of ${biases.length} starts of ${minutes} min`,
      es: `El sonido respecto de la imagen: ${within}, en ${biases.length} arranques de ${minutes} min`,
    };
  },

  viewers({ viewers }, language) {
    if (!viewers) return null;
    const { hls, webrtc } = viewers;
    const [few, many] = [webrtc, hls].map((cost) => roundNumber(cost.viewersPerCore, language));
    return {
      en: `One core carries ${few} WebRTC viewers, or ${many} of HLS`,
      es: `Un núcleo aguanta ${few} espectadores WebRTC, o ${many} de HLS`,
    };
  },

  edge({ edge }, language) {
    if (!edge) return null;
    const { loads } = edge;
    const rates = loads.map((load) => load.originRequestsPerSecond.p50);
    const [least, most] = [Math.min(...rates), Math.max(...rates)].map((each) =>
      rate(each, language),
    );
    const asked = least === most ? most : range(least ?? '', most ?? '', language);
    const [first, last] = [loads[0], loads.at(-1)].map((load) =>
      wholeNumber(load?.viewers ?? 0, language),
    );
    return {
      en: `The origin answers ${asked} requests a second, whether ${first} watch or ${last}`,
      es: `El origen responde ${asked} solicitudes por segundo, miren ${first} o ${last}`,
    };
  },

  transcode({ transcode }, language) {
    if (!transcode) return null;
    const cores = Object.fromEntries(
      transcode.recipes.map(({ recipe, cores: { p50 } }) => [recipe, p50]),
    );
    const { copy, encode } = cores;
    if (copy === undefined || encode === undefined) {
      const [first] = transcode.recipes;
      if (!first) return null;
      const { en, es } = doing[first.recipe];
      const share = percent(first.cores.p50, language);
      return { en: `${en} takes ${share} of a core`, es: `${es} toma el ${share} de un núcleo` };
    }
    const [little, much] = [copy, encode].map((share) => percent(share, language));
    return {
      en: `Copying the picture takes ${little} of a core, encoding it ${much}`,
      es: `Copiar la imagen toma el ${little} de un núcleo; codificarla, el ${much}`,
    };
  },

  weather({ weather }, language) {
    if (!weather) return null;
    const pairs = weatherPairs(weather, 'copy');
    const told = pairs.find(({ condition }) => condition === 'loss-5') ?? pairs[0];
    if (!told?.relay) {
      const died = weather.runs.flatMap(({ viewers }) => viewers).filter(({ died }) => died).length;
      const count = wholeNumber(died, language);
      return {
        en: `In ${weather.runs.length} weathers, ${count} viewers died`,
        es: `En ${weather.runs.length} climas murieron ${count} espectadores`,
      };
    }
    const name = conditionNames[told.condition][language];
    const after = percent(frozenShare(told.relay), language);
    if (!told.direct) {
      return {
        en: `With ${name}, the relay keeps a viewer waiting ${after} of the time`,
        es: `Con ${name}, el relé deja sin imagen nueva el ${after} del tiempo`,
      };
    }
    const before = percent(frozenShare(told.direct), language);
    return {
      en: `With ${name}, the picture stands still ${before} of the time, and with the relay ${after}`,
      es: `Con ${name}, la imagen se congela el ${before} del tiempo, y con el relé el ${after}`,
    };
  },
};

const doing: Readonly<Record<Recipe, Text>> = {
  copy: { en: 'Copying the picture', es: 'Copiar la imagen' },
  encode: { en: 'Encoding the picture anew', es: 'Codificar la imagen de nuevo' },
  ladder: { en: 'Encoding three qualities', es: 'Codificar tres calidades' },
};
