/** What `npm run weather` shows: the kinds of weather, and a line about what happens now. */
import Table from 'cli-table3';
import { paint } from '../language/paint.ts';
import type { Language, Text } from '../language/text.ts';
import type { Status } from '../stack/status.ts';
import { presetNames, presets } from './conditions.ts';
import { conditionWords, lossWords, relayWords, weatherName } from './words.ts';

const heads: Readonly<Record<Language, string[]>> = {
  en: ['WEATHER', '', 'What it does'],
  es: ['CLIMA', '', 'Qué hace'],
};

const noRules = Object.fromEntries(
  ['top', 'bottom', 'left', 'right', 'mid', 'left-mid', 'mid-mid', 'right-mid', 'middle']
    .concat(['top-mid', 'top-left', 'top-right', 'bottom-mid', 'bottom-left', 'bottom-right'])
    .map((name) => [name, '']),
);

const usualColumns = 80;
/** Of the first two columns, with their margins. */
const nameColumns = 24;

const howTo: Text = {
  en: 'npm run weather -- cafe    or your own: npm run weather -- --loss 5 --delay 100',
  es: 'npm run weather -- cafe    o el tuyo: npm run weather -- --loss 5 --delay 100',
};

export function weatherTable(
  status: Status,
  language: Language,
  columns = process.stdout.columns ?? usualColumns,
): string {
  const table = new Table({
    head: heads[language].map((head) => paint('bold', head)),
    style: { head: [], border: [] },
    chars: noRules,
    colWidths: [10, 14, Math.max(30, columns - nameColumns)],
    wordWrap: true,
  });
  for (const name of presetNames) {
    const { title, story, conditions } = presets[name];
    const words = conditionWords(conditions, language).join(' · ');
    table.push([name, title[language], words ? `${words}\n${story[language]}` : story[language]]);
  }
  const now = { en: 'Now', es: 'Ahora' }[language];
  return [
    table.toString(),
    '',
    ` ${now}: ${weatherLine(status, language)}`,
    ` ${howTo[language]}`,
  ].join('\n');
}

/** `Café: 12 of 230 packets/s lost. Relay: 3 packets lost · …` */
export function weatherLine({ weather, hops }: Status, language: Language): string {
  if (!weather) return presets.clear.title[language];
  const relay = relayWords(hops.forward.figures, language).join(' · ');
  const lost = `${weatherName(weather)[language]}: ${lossWords(weather, language)}.`;
  if (!relay) return lost;
  return `${lost} ${{ en: 'Relay', es: 'Relé' }[language]}: ${relay}.`;
}
