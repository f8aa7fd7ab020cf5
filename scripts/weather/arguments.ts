/** The command line of `npm run weather`. */
import { Argument } from 'commander';
import { parseArguments, workshopCommand } from '../language/command-line.ts';
import type { Language, Text } from '../language/text.ts';
import { WorkshopError } from '../language/workshop-error.ts';
import {
  type ConditionNumber,
  type Conditions,
  conditionLimits,
  conditionsSchema,
  presetNames,
  presetOf,
  presets,
} from './conditions.ts';

export interface WeatherArguments {
  /** What to make of it; null: only look. */
  conditions: Conditions | null;
  /** Clear again after so many seconds; null: after Ctrl-C. */
  forSeconds: number | null;
}

interface NumberOption {
  flag: string;
  key: ConditionNumber;
  unit: string;
  says: Text;
}

const numberOptions: readonly NumberOption[] = [
  {
    ...{ flag: 'loss', key: 'lossPercent', unit: '%' },
    says: {
      en: 'packets lost by chance, each way, in percent',
      es: 'paquetes perdidos al azar, en cada sentido, en porcentaje',
    },
  },
  {
    ...{ flag: 'delay', key: 'delayMilliseconds', unit: 'ms' },
    says: { en: 'delay, one way, in ms', es: 'retardo en cada sentido, en ms' },
  },
  {
    ...{ flag: 'jitter', key: 'jitterMilliseconds', unit: 'ms' },
    says: {
      en: 'added to the delay by chance: from 0 to this, in ms',
      es: 'se suma al retardo al azar: de 0 a esto, en ms',
    },
  },
  {
    ...{ flag: 'rate', key: 'rateKilobitsPerSecond', unit: 'kbit/s' },
    says: {
      en: 'what fits from the publisher to Janus, in kbit/s',
      es: 'lo que cabe del emisor a Janus, en kbit/s',
    },
  },
  {
    ...{ flag: 'queue', key: 'queueMilliseconds', unit: 'ms' },
    says: {
      en: 'with --rate: how long packets may wait for room, in ms',
      es: 'con --rate: cuánto puede esperar un paquete en la fila, en ms',
    },
  },
  {
    ...{ flag: 'blackout', key: 'blackoutSeconds', unit: 's' },
    says: {
      en: 'nothing passes for so many seconds',
      es: 'segundos durante los que no pasa nada',
    },
  },
  {
    ...{ flag: 'blackout-every', key: 'blackoutEverySeconds', unit: 's' },
    says: {
      en: 'the blackout comes again, from one beginning to the next, in s; else it comes once',
      es: 'el apagón se repite, de un comienzo al siguiente, en s; si no, ocurre una vez',
    },
  },
];

const texts = {
  summary: {
    en: 'Shows the weather between publishers and Janus, or changes it until Ctrl-C.',
    es: 'Muestra el clima entre los emisores y Janus, o lo cambia hasta Ctrl-C.',
  },
  preset: { en: 'which weather', es: 'qué clima' },
  reorder: {
    en: 'packets may overtake each other: with --jitter',
    es: 'unos paquetes pueden adelantar a otros: con --jitter',
  },
  for: {
    en: 'ends by itself after so many seconds, with clear weather',
    es: 'termina solo después de estos segundos, ya despejado',
  },
} satisfies Record<string, Text>;

/** @throws {WorkshopError} for what cannot be understood. */
export function readWeatherArguments(language: Language): WeatherArguments {
  const number = { en: 'number', es: 'número' }[language];
  const command = workshopCommand('npm run weather', texts.summary, language)
    .usage(language === 'en' ? '-- [WEATHER] [--option …]' : '-- [CLIMA] [--option …]')
    .addArgument(
      new Argument(language === 'en' ? '[WEATHER]' : '[CLIMA]', texts.preset[language]).choices(
        presetNames,
      ),
    );
  for (const { flag, says } of numberOptions) {
    command.option(`--${flag} <${number}>`, says[language]);
    if (flag === 'jitter') command.option('--reorder', texts.reorder[language]);
  }
  command.option(`--for <${number}>`, texts.for[language]);
  parseArguments(command);

  const given = command.opts<Record<string, string | true>>();
  const preset = presetNames.find((name) => name === command.args[0]);
  const own: Record<string, number | boolean> = given.reorder ? { reorders: true } : {};
  for (const option of numberOptions) {
    const value = given[camelCase(option.flag)];
    if (value !== undefined) own[option.key] = numberOf(option, String(value));
  }
  const forSeconds = given.for === undefined ? null : secondsOf(String(given.for));
  if (preset === undefined && Object.keys(own).length === 0) {
    if (forSeconds !== null) throw doesNothingAlone('for', '[WEATHER]');
    return { conditions: null, forSeconds };
  }
  const conditions = conditionsSchema.parse({ ...(preset && presets[preset].conditions), ...own });
  for (const { flag, other, key } of dependentOptions) {
    if (given[camelCase(flag)] !== undefined && !conditions[key]) {
      throw doesNothingAlone(flag, `--${other}`);
    }
  }
  if (forSeconds !== null && presetOf(conditions) === 'clear')
    throw doesNothingAlone('for', '[WEATHER]');
  return { conditions, forSeconds };
}

/** Options that change what another one brings. */
const dependentOptions = [
  { flag: 'reorder', other: 'jitter', key: 'jitterMilliseconds' },
  { flag: 'queue', other: 'rate', key: 'rateKilobitsPerSecond' },
  { flag: 'blackout-every', other: 'blackout', key: 'blackoutSeconds' },
] as const;

const seeHelp: Text = { en: 'npm run weather -- --help', es: 'npm run weather -- --help' };

function doesNothingAlone(flag: string, other: string): WorkshopError {
  const spanish = other === '[WEATHER]' ? '[CLIMA]' : other;
  return new WorkshopError(
    {
      en: `--${flag} does nothing without ${other}.`,
      es: `--${flag} no hace nada sin ${spanish}.`,
    },
    seeHelp,
  );
}

function numberOf({ flag, key, unit }: NumberOption, value: string): number {
  return numberWithin(flag, value, conditionLimits[key], unit);
}

/** A day is longer than any class. */
const secondsOf = (value: string): number => numberWithin('for', value, [1, 86_400], 's');

/** @throws {WorkshopError} for what is no number, or too small, or too large. */
function numberWithin(
  flag: string,
  value: string,
  [least, most]: readonly [number, number],
  unit: string,
): number {
  const number = value.trim() === '' ? Number.NaN : Number(value);
  if (number >= least && number <= most) return number;
  throw new WorkshopError(
    {
      en: `--${flag} takes a number from ${least} to ${most} ${unit}, not "${value}".`,
      es: `--${flag} espera un número de ${least} a ${most} ${unit}, no «${value}».`,
    },
    seeHelp,
  );
}

/** As commander names what it has read. */
const camelCase = (flag: string): string =>
  flag.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
