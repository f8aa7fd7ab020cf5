/** Ctrl-C in the middle of each bench: no process, no folder, no result that was not measured. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type BenchName, benchNames } from '../../scripts/bench/results.ts';
import { benchFolder } from '../../scripts/bench/results-file.ts';
import { waitUntil } from '../../scripts/checks/wait-until.ts';
import { interruptedExitCode } from '../../scripts/language/command-line.ts';
import { isRunning } from '../../scripts/system/sockets.ts';
import { repositoryRoot } from '../../scripts/system/work-directory.ts';
import { descendants } from '../support/descendants.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

test.each(benchNames)('%s', async (name) => {
  const folder = await temporaryFolder();
  const resultsBefore = await resultsTime();
  const bench = spawn(process.execPath, ['--import', 'tsx', 'scripts/bench.ts', name, '--quick'], {
    cwd: repositoryRoot,
    env: { ...process.env, TMPDIR: folder, WORKSHOP_LANG: 'en' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  onTestFinished(() => {
    bench.kill('SIGKILL');
  });
  let said = '';
  bench.stderr.on('data', (chunk: Buffer) => {
    said += chunk;
  });
  const pid = bench.pid as number;
  await waitUntil(
    'its programs run',
    async () => {
      // Not the looks at the programs' versions, before there is anything to interrupt.
      if (!said.includes(' left')) return false;
      const names = await Promise.all((await descendants(pid)).map(nameOf));
      return programsOf(name).every((program) => names.includes(program));
    },
    30_000,
  );
  const family = await descendants(pid);
  bench.kill('SIGINT');
  const [code] = await once(bench, 'exit');
  expect(code, said).toBe(interruptedExitCode);
  expect(said).toContain('Interrupted');
  await waitUntil(
    'every process has ended',
    async () => (await Promise.all(family.map(isRunning))).every((runs) => !runs),
    10_000,
  );
  // What tsx has compiled is its own.
  expect((await readdir(folder)).filter((entry) => !entry.startsWith('tsx-'))).toEqual([]);
  expect(await resultsTime()).toBe(resultsBefore);
});

/** FFmpeg alone is fed from a recording. */
const programsOf = (name: BenchName): string[] =>
  name === 'transcode' ? ['ffmpeg'] : ['janus', 'ffmpeg'];

const nameOf = async (pid: number): Promise<string> =>
  (await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '')).trim();

/** When the kept results were last written; null without any. */
const resultsTime = (): Promise<number | null> =>
  stat(join(benchFolder, 'results.json')).then(
    ({ mtimeMs }) => mtimeMs,
    () => null,
  );
