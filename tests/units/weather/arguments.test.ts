/** What `npm run weather` takes, and what it says. */
import { afterEach, expect, test } from 'vitest';
import { languages } from '../../../scripts/language/text.ts';
import { readWeatherArguments } from '../../../scripts/weather/arguments.ts';
import { clearConditions, presetNames, presets } from '../../../scripts/weather/conditions.ts';
import { weatherLine, weatherTable } from '../../../scripts/weather/weather-table.ts';
import { exampleStatus } from '../../support/example-status.ts';

const argv = process.argv;
afterEach(() => {
  process.argv = argv;
});

function read(...args: string[]) {
  process.argv = ['node', 'weather', ...args];
  return readWeatherArguments('en');
}

test('a name, options, or both: options change what they name', () => {
  expect(read()).toEqual({ conditions: null, forSeconds: null });
  expect(read('cafe', '--for', '60')).toEqual({
    conditions: presets.cafe.conditions,
    forSeconds: 60,
  });
  expect(read('bus', '--loss', '10').conditions).toEqual({
    ...presets.bus.conditions,
    lossPercent: 10,
  });
  const all = '--loss 5 --delay 100 --jitter 40 --reorder --rate 700 --queue 200 --blackout 1';
  expect(read(...all.split(' '), '--blackout-every', '20').conditions).toEqual({
    ...{ lossPercent: 5, delayMilliseconds: 100, jitterMilliseconds: 40, reorders: true },
    ...{ rateKilobitsPerSecond: 700, queueMilliseconds: 200 },
    ...{ blackoutSeconds: 1, blackoutEverySeconds: 20 },
  });
  expect(read('clear').conditions).toEqual(clearConditions);
});

test.each([
  ['--loss', '51'],
  ['--loss', 'much'],
  ['--rate', '0'],
  ['--for', ''],
  ['--for', '0'],
])('%s %s is refused with what it takes', (...args) => {
  expect(() => read(...args)).toThrow(new RegExp(`^${args[0]} takes a number from \\d+ to \\d+`));
});

test.each([
  ['--for', '5'],
  ['--for', '5', 'clear'],
  ['--reorder', '--loss', '5'],
  ['--queue', '200'],
  ['--blackout-every', '20'],
])('%s alone is refused, as it would do nothing', (...args) => {
  expect(() => read(...args)).toThrow(`${args[0]} does nothing without`);
});

const expected = {
  en: [
    'Café: 10 of 200 packets/s lost.',
    'Relay: 2 packets lost · 40 came late · 3 pictures dropped · 1 keyframes asked for · longest freeze 1.2 s.',
  ],
  es: [
    'Café: 10 de 200 paquetes/s perdidos.',
    'Relé: 2 paquetes perdidos · 40 llegaron tarde · 3 imágenes descartadas · 1 cuadros clave pedidos · congelamiento más largo 1.2 s.',
  ],
};

test.each(languages)('it says what is lost, and what the relay made of it, %s', (language) => {
  const table = weatherTable(exampleStatus, language, 80);
  for (const name of presetNames) {
    expect(table).toContain(name);
    expect(table).toContain(presets[name].title[language]);
  }
  for (const line of table.split('\n')) expect(line.length).toBeLessThanOrEqual(81);
  const quiet = { passed: 0, lost: 0, passedPerSecond: 0, lostPerSecond: 0 };
  const idle = { ...quiet, kilobitsPerSecond: 0, delayMilliseconds: null };
  const weather = {
    preset: 'cafe' as const,
    conditions: presets.cafe.conditions,
    figures: {
      connections: 1,
      toJanus: { ...idle, passedPerSecond: 190, lostPerSecond: 10 },
      toPublisher: idle,
    },
  };
  const [lost = '', relay = ''] = expected[language];
  expect(weatherLine({ ...exampleStatus, weather }, language)).toBe(lost);
  const { forward } = exampleStatus.hops;
  const figures = { ...forward.figures, lostPackets: 2, repairedPackets: 40, droppedFrames: 3 };
  const hops = {
    ...exampleStatus.hops,
    forward: {
      ...forward,
      figures: { ...figures, keyframesRequested: 1, longestFreezeSeconds: 1.2 },
    },
  };
  const line = weatherLine({ ...exampleStatus, weather, hops }, language);
  expect(line).toBe(`${lost} ${relay}`);
});
