import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type BenchResult, type Machine, resultsVersion } from '../../../scripts/bench/results.ts';
import { keepResult, readResults } from '../../../scripts/bench/results-file.ts';
import { distribution } from '../../../scripts/bench/statistics.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const machine: Machine = {
  ...{ processor: 'a processor', cores: 2, memoryBytes: 8e9 },
  ...{ operatingSystem: 'Debian', kernel: 'Linux 6', programs: { node: '20' } },
};

const run = (measuredAt: string) => ({
  ...{ measuredAt, tookSeconds: 60, isQuick: true, repetitions: 1, loadBefore: 0, bounds: [] },
});

const transcode = (measuredAt: string): BenchResult<'transcode'> => ({
  run: run(measuredAt),
  recipes: [
    {
      recipe: 'copy',
      ...{ cores: distribution([0.02]), memoryBytes: distribution([57e6]), streamsPerCore: 50 },
    },
  ],
});

const sync = (measuredAt: string): BenchResult<'sync'> => ({
  run: run(measuredAt),
  starts: [],
  biasMilliseconds: distribution([10]),
  spreadMilliseconds: distribution([5]),
  driftMillisecondsPerMinute: distribution([0]),
});

test('each bench replaces its own part of the results, and leaves the others', async () => {
  const file = join(await temporaryFolder(), 'bench', 'results.json');
  expect(await readResults(file)).toBeNull();
  await keepResult(machine, 'transcode', transcode('2026-11-01T10:00:00Z'), file);
  await keepResult(machine, 'sync', sync('2026-11-01T10:05:00Z'), file);
  await keepResult(machine, 'transcode', transcode('2026-11-02T10:00:00Z'), file);
  const results = await readResults(file);
  expect(results?.sync?.run.measuredAt).toBe('2026-11-01T10:05:00Z');
  expect(results?.transcode?.run.measuredAt).toBe('2026-11-02T10:00:00Z');
  expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(results);
});

test('results of another version count as none; what is no results file is named with its remedy', async () => {
  const file = join(await temporaryFolder(), 'results.json');
  await writeFile(file, JSON.stringify({ version: resultsVersion + 1, something: 'else' }));
  expect(await readResults(file)).toBeNull();
  await writeFile(file, '{"version": 1, "machine": ');
  await expect(readResults(file)).rejects.toMatchObject({ remedy: { en: `rm ${file}` } });
});
