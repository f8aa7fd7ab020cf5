/** `npm run weather`: loss, delay and blackouts between publishers and Janus, until Ctrl-C. */
import { setTimeout as delay } from 'node:timers/promises';
import { createLogUpdate } from 'log-update';
import { basePorts } from '../labs/settings.ts';
import { runProgram } from './language/command-line.ts';
import type { Language, Text } from './language/text.ts';
import { fetchStatus, followStatus } from './probes/status-client.ts';
import type { Status } from './stack/status.ts';
import { portOffsetFromEnvironment, workDirectory } from './system/work-directory.ts';
import { readWeatherArguments } from './weather/arguments.ts';
import { type Conditions, presetOf } from './weather/conditions.ts';
import { WeatherClient } from './weather/weather-client.ts';
import { weatherLine, weatherTable } from './weather/weather-table.ts';

/** Where lines are kept, as in a file, one now and then is enough. */
const keptLineMilliseconds = 5_000;

const endsText: Text = {
  en: 'Ctrl-C brings clear weather back.',
  es: 'Ctrl-C trae de vuelta el cielo despejado.',
};
const clearText: Text = { en: 'Clear weather again.', es: 'Despejado otra vez.' };

await runProgram(async (language) => {
  const { conditions, forSeconds } = readWeatherArguments(language);
  const portOffset = portOffsetFromEnvironment();
  const address = `http://127.0.0.1:${basePorts.site + portOffset}`;
  const status = await fetchStatus(address);
  if (!conditions) {
    process.stdout.write(`${weatherTable(status, language)}\n`);
    return 0;
  }
  const client = await WeatherClient.open(address, workDirectory(portOffset));
  if (presetOf(conditions) === 'clear') await client.clear();
  else await badWeather(client, conditions, { address, forSeconds, language });
  process.stdout.write(`${clearText[language]}\n`);
  return 0;
});

interface Watching {
  address: string;
  forSeconds: number | null;
  language: Language;
}

/** Sets it, shows what happens, and clears it again, however this ends. */
async function badWeather(
  client: WeatherClient,
  conditions: Conditions,
  { address, forSeconds, language }: Watching,
): Promise<void> {
  const over = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => over.abort());
  }
  await client.set(conditions);
  if (forSeconds !== null) {
    void delay(forSeconds * 1_000, undefined, { ref: false, signal: over.signal }).then(
      () => over.abort(),
      () => {},
    );
  }
  const { show, end } = shownLine(language);
  try {
    await followStatus(address, show, over.signal);
  } finally {
    end();
    // Where the workshop has gone, its weather has too.
    await client.clear().catch(() => {});
  }
}

/** One line in place on a terminal; elsewhere a line now and then. */
function shownLine(language: Language): { show(status: Status): void; end(): void } {
  const line = process.stdout.isTTY ? createLogUpdate(process.stdout) : undefined;
  let keptAt = Number.NEGATIVE_INFINITY;
  return {
    show(status) {
      const text = weatherLine(status, language);
      if (line) return line(`${text}\n${endsText[language]}`);
      if (performance.now() - keptAt < keptLineMilliseconds) return;
      keptAt = performance.now();
      process.stdout.write(`${text}\n`);
    },
    end: () => line?.clear(),
  };
}
