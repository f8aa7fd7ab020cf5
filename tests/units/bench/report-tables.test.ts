/** Tables of figures: in the terminal, in the report. Every figure in both languages, with its unit. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { markdownReport } from '../../../scripts/bench/report/markdown-report.ts';
import { cellText } from '../../../scripts/bench/report/markdown-table.ts';
import { type PartName, partNames } from '../../../scripts/bench/report/names.ts';
import { reportTables } from '../../../scripts/bench/report/tables.ts';
import { brokenBounds, terminalReport } from '../../../scripts/bench/report/terminal.ts';
import { writeReport } from '../../../scripts/bench/report/write-report.ts';
import { benchNames } from '../../../scripts/bench/results.ts';
import { type Language, languages } from '../../../scripts/language/text.ts';
import { around, exampleResults } from './example-results.ts';

const rowsOf = (part: PartName, language: Language): string[][] =>
  reportTables(exampleResults, part, language).flatMap(({ rows }) =>
    rows.map((row) => row.map(cellText)),
  );

describe('the tables', () => {
  it('have medians with their spread, and the unit once', () => {
    expect(rowsOf('latency', 'en')).toEqual([
      [
        'WebRTC',
        '0.064 s',
        '0.058 s',
        '0.070 s',
        '0.064 s (0.061 to 0.067)',
        '–',
        expect.any(String),
      ],
      [
        'HLS classic',
        '13.0 s',
        '11.7 s',
        '14.3 s',
        '13.0 s (12.4 to 13.7)',
        '0',
        expect.any(String),
      ],
      ['HLS low', '3.21 s', '2.89 s', '3.53 s', '3.21 s (3.05 to 3.37)', '0', expect.any(String)],
    ]);
    expect(rowsOf('latency', 'es')[1]?.[4]).toBe('13.0 s (12.4 a 13.7)');
  });

  it('set every part of the delay beside its prediction, and leave out what has none', () => {
    expect(rowsOf('budget', 'en').filter(([name]) => name === 'HLS classic')).toEqual([
      ['HLS classic', 'encoding', '0.050 s', '0.033 s (0.033 to 0.066)'],
      ['HLS classic', 'segment being written', '3.15 s', '2.10 s (2.10 to 4.20)'],
      ['HLS classic', 'playlist poll', '1.50 s', '1.00 s (1.00 to 2.00)'],
      ['HLS classic', 'player’s buffer', '14.7 s', '9.80 s (9.80 to 19.6)'],
      ['HLS classic', 'decoding and screen', '0.045 s', '0.030 s (0.030 to 0.060)'],
      ['HLS classic', 'together', '19.4 s', '13.0 s'],
    ]);
  });

  it('have each start, and all of them', () => {
    expect(rowsOf('sync', 'es')).toEqual([
      ['1', '−12 ms', '21 ms', '−0.4 ms/min', '178', '180 s'],
      ['2', '+7 ms', '21 ms', '−0.4 ms/min', '178', '180 s'],
      ['3', '+18 ms', '21 ms', '−0.4 ms/min', '178', '180 s'],
      ['todos', '+7 ms (−12 a +18)', '21 ms', '−0.4 ms/min', '534', '540 s'],
    ]);
  });

  it('have the cost at each load, and what follows from it', () => {
    expect(rowsOf('viewers', 'en')).toEqual([
      ['HLS, nginx', '10', '0.37 % (0.33 to 0.41)', '22 ms', '20 MB', '14 Mbit/s', '0.74 %', '0'],
      ['HLS, nginx', '100', '0.89 % (0.80 to 0.98)', '5.3 ms', '20 MB', '140 Mbit/s', '1.8 %', '0'],
      ['HLS, nginx', '1000', '5.9 % (5.3 to 6.5)', '3.5 ms', '20 MB', '1.4 Gbit/s', '12 %', '0'],
      ['HLS, HTTPS', '1000', '24 % (21 to 26)', '14 ms', '20 MB', '1.4 Gbit/s', '47 %', '0'],
      ['WebRTC, Janus', '5', '3.7 % (3.3 to 4.1)', '444 ms', '20 MB', '7.0 Mbit/s', '7.4 %', '0'],
      ['WebRTC, Janus', '20', '12 % (11 to 13)', '360 ms', '20 MB', '28 Mbit/s', '24 %', '0'],
      ['WebRTC, Janus', '80', '45 % (41 to 50)', '338 ms', '20 MB', '112 Mbit/s', '90 %', '0'],
      ['viewers until one core is full', '17,800', '183'],
      ['of a core, for each viewer', '0.0056 %', '0.54 %'],
      ['of a core, without viewers', '0.30 %', '1.0 %'],
      ['memory for each viewer', '1.1 kB', '300 kB'],
      ['viewers with which this machine was full', '–', '200'],
      ['CPU per viewer-minute, compared', '1.0 ×', '97 × (95 to 101)'],
      ['the same, with HLS by HTTPS', '1.0 ×', '24 × (23 to 25)'],
    ]);
  });

  it('never round up to all requests', () => {
    const [, thousand] = rowsOf('edge', 'en');
    expect(thousand).toEqual(
      ['1000', '1000/s', '1.0/s', '99.89 %', '0.4 ms', '8.1 ms', '52 ms', '0', '1.4 Gbit/s'].concat(
        ['1.4 Mbit/s', '0'],
      ),
    );
  });

  it('have what each recipe takes', () => {
    expect(rowsOf('transcode', 'es')).toEqual([
      ['copiar imagen, sonido a AAC', '2.0 %', '50', '57 MB'],
      ['codificar la imagen de nuevo', '31 % (29 a 32)', '3.3', '120 MB'],
      ['escalera de tres calidades', '54 %', '1.9', '240 MB'],
    ]);
  });

  it('are none where nothing was measured', () => {
    const { machine, version, sync } = exampleResults;
    const results = { machine, version, sync };
    for (const part of partNames) {
      expect(reportTables(results, part, 'en'), part).toHaveLength(part === 'sync' ? 1 : 0);
    }
  });
});

describe.each(languages)('in the terminal, %s', (language) => {
  const report = (columns: number) =>
    benchNames.map((name) => terminalReport(exampleResults, name, language, columns)).join('\n');

  it('nothing is wider than 80 columns, or cut', () => {
    for (const line of report(80).split('\n'))
      expect([...line].length, line).toBeLessThanOrEqual(80);
    expect(report(80)).not.toContain('…');
  });

  it('puts spreads beside their medians where there is room', () => {
    const spread = { en: '5.9 % (5.3 to 6.5)', es: '5.9 % (5.3 a 6.5)' }[language];
    expect(report(60)).not.toContain(spread);
    expect(report(80)).toContain(spread);
  });

  it('says by which command each table was measured', () => {
    expect(report(80)).toContain('npm run bench -- latency\n');
    expect(report(80)).toContain('npm run bench -- transcode --quick\n');
  });
});

it('says in one sentence what does not hold, and of those that ran alone', () => {
  expect(brokenBounds(exampleResults, benchNames, 'en')).toEqual([
    'Outside its bound: low: latency. Measured: 3.21 s; it must be at most 3 s.',
  ]);
  expect(brokenBounds(exampleResults, ['latency'], 'es')).toEqual([
    'Fuera de su límite: low: latencia. Medido: 3.21 s; debe ser a lo sumo 3 s.',
  ]);
  expect(brokenBounds(exampleResults, ['sync', 'viewers', 'edge'], 'en')).toEqual([]);
});

describe.each(languages)('the report, %s', (language) => {
  const report = markdownReport(exampleResults, language);

  it('describes the machine, and names the command of each figure', () => {
    expect(report).toContain('Example processor');
    expect(report).toContain('node 20.20.0, nginx 1.22.1');
    for (const name of benchNames) expect(report).toContain(`\`npm run bench -- ${name}`);
  });

  it('has every figure of the tables', () => {
    for (const part of partNames) {
      for (const cell of rowsOf(part, language).flat()) expect(report).toContain(cell);
    }
  });

  it('marks what does not hold', () => {
    const lines = report.split('\n').filter((line) => line.includes('**no**'));
    expect(lines).toEqual([expect.stringContaining('3.21 s')]);
  });
});

it('writes both reports, and every chart that they show', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'bench-report-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeReport(exampleResults, folder);
  const names = await readdir(folder);
  const shown = await Promise.all(
    languages.map(async (language) => {
      const report = await readFile(join(folder, `report.${language}.md`), 'utf8');
      return [...report.matchAll(/\]\(([\w.]+\.svg)\)/g)].map(([, name]) => name);
    }),
  );
  const reports = languages.map((language) => `report.${language}.md`);
  expect(names.toSorted()).toEqual([...reports, ...shown.flat()].toSorted());
  expect(shown.flat()).toHaveLength(partNames.length * languages.length);
});

it('shows no spread of a single repetition', () => {
  const { transcode } = exampleResults;
  if (!transcode) throw new Error('The example has a transcode bench.');
  const once = { ...around(0.3, 0.2, 0.4), count: 1 };
  const recipes = transcode.recipes.map((recipe) => ({ ...recipe, cores: once }));
  const [table] = reportTables(
    { ...exampleResults, transcode: { ...transcode, recipes } },
    'transcode',
    'en',
  );
  expect(table?.rows.map(([, cores]) => cores && cellText(cores))).toEqual([
    '30 %',
    '30 %',
    '30 %',
  ]);
});
