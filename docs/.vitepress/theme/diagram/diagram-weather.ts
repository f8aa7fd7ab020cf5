/** Puts the weather onto the publisher's way to Janus in a diagram: the arrow `ingest` and its words. */
import type { Language } from '../../../../scripts/language/text.ts';
import {
  isBad,
  lossPercent,
  type WeatherReport,
  weatherName,
} from '../../../../scripts/weather/words.ts';

const drawnWords = new WeakMap<Element, string>();

/** @param weather null takes away what was put there. */
export function showWeather(
  diagram: Element,
  weather: WeatherReport | null,
  language: Language,
): void {
  const bad = weather && isBad(weather) ? weather : null;
  const percent = bad && lossPercent(bad, language);
  const words = bad ? [weatherName(bad)[language], percent ?? '…'] : [];
  for (const part of diagram.querySelectorAll<SVGElement>('[data-id="ingest"]')) {
    part.toggleAttribute('data-weather', bad !== null);
    // Below its name, which stays, there are two lines.
    const lines = part.querySelectorAll<SVGElement>('text:not(.name)');
    for (const [index, line] of lines.entries()) {
      if (!drawnWords.has(line)) drawnWords.set(line, line.textContent ?? '');
      line.textContent = words[index] ?? drawnWords.get(line) ?? '';
    }
  }
}
