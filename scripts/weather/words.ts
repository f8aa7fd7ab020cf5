/** The weather in words: what it does, and what has become of the packets. For terminal and pages. */
import type { Language, Text } from '../language/text.ts';
import type { Figures, Status } from '../stack/status.ts';
import type { Conditions } from './conditions.ts';
import { presets } from './presets.ts';

export type WeatherReport = NonNullable<Status['weather']>;

export const weatherName = ({ preset }: Pick<WeatherReport, 'preset'>): Text =>
  preset === 'own' ? { en: 'Your own', es: 'Tu propio clima' } : presets[preset].title;

export const isBad = ({ preset }: Pick<WeatherReport, 'preset'>): boolean => preset !== 'clear';

/** What part is lost now: `5 % lost`; null while nobody publishes through it. */
export function lossPercent({ figures }: WeatherReport, language: Language): string | null {
  const { lostPerSecond, passedPerSecond } = figures.toJanus;
  const all = lostPerSecond + passedPerSecond;
  if (all === 0) return null;
  const percent = Math.round((100 * lostPerSecond) / all);
  return `${percent} % ${{ en: 'lost', es: 'de pérdida' }[language]}`;
}

/** `5 % lost · 25 ms late · …`; empty in clear weather. */
export function conditionWords(conditions: Conditions, language: Language): string[] {
  const { delayMilliseconds: delay, jitterMilliseconds: jitter } = conditions;
  const { blackoutSeconds: blackout, blackoutEverySeconds: every } = conditions;
  const say = (en: string, es: string) => ({ en, es })[language];
  const words: string[] = [];
  if (conditions.lossPercent > 0) {
    words.push(say(`${conditions.lossPercent} % lost`, `${conditions.lossPercent} % de pérdida`));
  }
  if (delay > 0 || jitter > 0) {
    const range = jitter > 0 ? `${delay}–${delay + jitter}` : `${delay}`;
    words.push(say(`${range} ms late`, `con ${range} ms de retardo`));
  }
  if (conditions.reorders && jitter > 0) words.push(say('out of order', 'en desorden'));
  if (conditions.rateKilobitsPerSecond !== null) {
    const rate = conditions.rateKilobitsPerSecond;
    words.push(say(`at most ${rate} kbit/s`, `a lo sumo ${rate} kbit/s`));
  }
  if (blackout > 0) {
    words.push(
      every === null
        ? say(`${blackout} s of nothing, once`, `${blackout} s sin nada, una vez`)
        : say(
            `${blackout} s of nothing every ${every} s`,
            `${blackout} s sin nada cada ${every} s`,
          ),
    );
  }
  return words;
}

/** What is lost now, on the publisher's way to Janus: `12 of 230 packets/s lost`. */
export function lossWords({ figures }: WeatherReport, language: Language): string {
  const { lostPerSecond, passedPerSecond } = figures.toJanus;
  const all = lostPerSecond + passedPerSecond;
  if (all === 0) {
    return { en: 'nobody publishes through it now', es: 'ahora nadie emite a través de él' }[
      language
    ];
  }
  return {
    en: `${lostPerSecond} of ${all} packets/s lost`,
    es: `${lostPerSecond} de ${all} paquetes/s perdidos`,
  }[language];
}

/** What the relay made of it so far; empty without a relay, or while nobody is on air. */
export function relayWords(figures: Figures['forward'], language: Language): string[] {
  const { lostPackets: lost, repairedPackets: repaired, droppedFrames: dropped } = figures;
  const { keyframesRequested: keyframes, longestFreezeSeconds: freeze } = figures;
  if (lost === null) return [];
  const say = (en: string, es: string) => ({ en, es })[language];
  const words = [
    say(`${lost} packets lost`, `${lost} paquetes perdidos`),
    say(`${repaired ?? 0} came late`, `${repaired ?? 0} llegaron tarde`),
    say(`${dropped ?? 0} pictures dropped`, `${dropped ?? 0} imágenes descartadas`),
    say(`${keyframes ?? 0} keyframes asked for`, `${keyframes ?? 0} cuadros clave pedidos`),
  ];
  if (freeze !== null && freeze > 0) {
    words.push(
      say(
        `longest freeze ${freeze.toFixed(1)} s`,
        `congelamiento más largo ${freeze.toFixed(1)} s`,
      ),
    );
  }
  return words;
}
