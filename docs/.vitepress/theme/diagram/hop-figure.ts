/** The one figure of each hop that stands in the live diagram. */
import { type Language, numberLocales } from '../../../../scripts/language/text.ts';
import type { HopId, Status } from '../../../../scripts/stack/status.ts';

type Hops = Status['hops'];

/**
 * @returns the figure with its unit; empty while it is not known, and where the hop is broken: what
 * it measured last holds no longer. That nothing comes, or nothing is handed on, does.
 */
export function hopFigure(id: HopId, hops: Hops, language: Language): string {
  const number = (value: number, digits = 0) =>
    value.toLocaleString(numberLocales[language], {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    });
  const say = (en: string, es: string) => ({ en, es })[language];
  const known = (value: number | null, write: (value: number) => string) =>
    value === null ? '' : write(value);
  const { publisher, janus, forward, ffmpeg, playlist, nginx, viewer } = hops;
  if (hops[id].state === 'broken' && !isSilent(id, hops)) return '';
  switch (id) {
    case 'publisher':
      return known(publisher.figures.kilobitsPerSecond, (value) => `${number(value)} kbit/s`);
    case 'janus':
      return known(janus.figures.publishers, (value) => `${value} ${say('on air', 'al aire')}`);
    case 'forward': {
      const { videoPacketsPerSecond, audioPacketsPerSecond } = forward.figures;
      return known(videoPacketsPerSecond, (value) => {
        return `${number(value + (audioPacketsPerSecond ?? 0))} ${say('packets/s', 'paq./s')}`;
      });
    }
    case 'ffmpeg':
      return known(
        ffmpeg.figures.speed,
        (value) => `${say('speed', 'velocidad')} ${number(value, 2)}×`,
      );
    case 'playlist':
      return known(playlist.figures.newestSegmentAgeSeconds, (value) => {
        return say(`${number(value, 1)} s ago`, `hace ${number(value, 1)} s`);
      });
    case 'nginx':
      return known(nginx.figures.requestsPerSecond, (value) => {
        return `${number(value, 1)} ${say('requests/s', 'solic./s')}`;
      });
    case 'viewer': {
      const { glassToGlassSeconds, latencySeconds } = viewer.figures;
      return known(glassToGlassSeconds ?? latencySeconds, (value) => {
        return say(`${number(value, 1)} s behind`, `${number(value, 1)} s detrás`);
      });
    }
  }
}

const isSilent = (id: HopId, { publisher, forward }: Hops): boolean =>
  (id === 'publisher' && publisher.figures.kilobitsPerSecond === 0) ||
  (id === 'forward' &&
    forward.figures.videoPacketsPerSecond === 0 &&
    !forward.figures.audioPacketsPerSecond);
