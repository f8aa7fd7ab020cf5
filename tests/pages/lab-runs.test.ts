/** Runs of a lab's checks as a page begins and follows them: real checks, on a copy of the workshop. */
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { findLab } from '../../labs/catalog.ts';
import type { Lab } from '../../labs/lab.ts';
import { waitUntil } from '../../scripts/checks/wait-until.ts';
import { answerOf, starterOf } from '../../scripts/labs/starters.ts';
import type { LabRun, LabState, RunRequest } from '../../scripts/site/api-types.ts';
import { isRunning } from '../../scripts/system/sockets.ts';
import { WorkshopCopy } from '../labs-cli/workshop-copy.ts';
import { descendants } from '../support/descendants.ts';
import { type LabListener, LabSite } from '../support/lab-site.ts';

const polite = "export const greeting = (name: string): string => 'Hello, '.concat(name);\n";
const impolite = "export const greeting = (name: string): string => 'Go, '.concat(name);\n";
const nginxLab = findLab('nginx') as Lab;
const greeting = '01-greeting';
const nginx = '05-nginx';

/** Quick on a quiet machine; on a busy one each program takes its time to load. */
vi.setConfig({ testTimeout: 180_000, hookTimeout: 120_000 });

let copy: WorkshopCopy;
let remove: () => Promise<void>;
let site: LabSite;
let page: LabListener;

beforeAll(async () => {
  copy = await WorkshopCopy.make((atEnd) => {
    remove = atEnd;
  });
  site = await LabSite.start(copy);
});
beforeEach(async () => {
  page?.leave();
  page = site.listen();
  await page.until(greeting, 'the page hears of the labs', () => true);
});
afterAll(async () => {
  page?.leave();
  await remove?.();
});

const isFinished = ({ run }: LabState) => run?.state === 'finished';
/** Begins a run, and waits for its end. */
async function finishedRun(folder: string, request?: Partial<RunRequest>): Promise<LabState> {
  const { number } = (await site.run(folder, request)).json() as LabRun;
  return page.until(folder, `run ${number} ends`, (state) => {
    return isFinished(state) && state.run?.number === number;
  });
}
const hold = () => writeFile(copy.path('hold'), '');
const letGo = () => rm(copy.path('hold'), { force: true });
/** The first check of the lab for tests is over, and a test holds the second. */
const isHeld = ({ run }: LabState) => run?.checks.some(({ id }) => id === 'name');
/** The process that runs the checks, and all it has started. */
async function runnerFamily(): Promise<[runner: number, ...others: number[]]> {
  const runner = await processOf('runner-process.ts', await descendants(site.process.pid));
  return [runner, ...(await descendants(runner))];
}

async function untilGone(pids: readonly number[]): Promise<void> {
  await waitUntil(
    'all have ended',
    async () => (await Promise.all(pids.map(isRunning))).every((is) => !is),
    30_000,
  );
}

describe('a run', () => {
  it('tells of its checks, and goes from red to green with a save', async () => {
    const file = copy.path('labs/05-nginx/nginx.ts');
    const answer = await site.run(nginx, { watch: true });
    expect(answer.json()).toMatchObject({ number: 1, state: 'preparing', isWatching: true });
    const red = await page.until(nginx, 'the starter is checked', isFinished);
    expect(red.run?.report?.verdict).toBe('not-yet');
    expect(red.run?.checks.find(({ state }) => state === 'failed')).toMatchObject({
      id: 'serves',
      seen: { en: expect.any(String), es: expect.any(String) },
    });
    expect(red.points).toEqual({ earned: 1, possible: 16 });
    const told = page.heard.filter(({ run }) => run?.state === 'running');
    expect(told[0]?.run?.checks.length, 'told of while the others ran').toBeLessThan(12);

    const saved = performance.now();
    await writeFile(`${file}~`, await answerOf(nginxLab, 'en'));
    await rename(`${file}~`, file);
    const green = await page.until(nginx, 'the save is checked', ({ run }) =>
      run?.report ? run.report.verdict === 'passed' : false,
    );
    console.log(`save to green: ${(performance.now() - saved).toFixed(0)} ms`);
    expect(green).toMatchObject({ isPassed: true, points: { earned: 16, possible: 16 } });
    expect(green.run).toMatchObject({ number: 2, isWatching: true });
    expect(green.run?.checks.map(({ id }) => id)).toEqual([
      'types',
      ...nginxLab.checks.map(({ id }) => id),
    ]);

    expect((await site.cancel(nginx)).status).toBe(204);
    await page.until(nginx, 'nobody watches', ({ run }) => run?.isWatching === false);
    expect(page.latest(nginx)?.run, 'what was found stays').toMatchObject({ state: 'finished' });
    await writeFile(file, await starterOf(nginxLab, 'en'));
    await page.until(nginx, 'the mark is lost', ({ isPassed }) => !isPassed);
    expect(page.latest(nginx)?.run?.number, 'no run of this save').toBe(2);
  });

  it('is one per lab: who asks meanwhile joins it, and a closed tab ends nothing', async () => {
    await hold();
    await writeFile(copy.greetingFile, polite);
    const first = (await site.run(greeting)).json() as LabRun;
    await page.until(greeting, 'the run is held', isHeld);
    page.leave();
    const second = (await site.run(greeting)).json() as LabRun;
    expect(second).toMatchObject({ number: first.number, startedAt: first.startedAt });
    page = site.listen();
    await page.until(greeting, 'the page that comes back sees it', isHeld);
    await letGo();
    const { run } = await page.until(greeting, 'it ends', isFinished);
    expect(run).toMatchObject({ number: first.number, report: { verdict: 'passed' } });
    expect(await copy.read('trials.log')).toBe('opened\nclosed\n');
  });

  it('gives way to the next save', async () => {
    await hold();
    await writeFile(copy.greetingFile, polite);
    const first = (await site.run(greeting, { watch: true })).json() as LabRun;
    await page.until(greeting, 'the run is held', isHeld);
    await writeFile(copy.greetingFile, impolite);
    await page.until(greeting, 'another run is held', (state) => {
      return isHeld(state) && (state.run?.number ?? 0) > first.number;
    });
    await letGo();
    const { run } = await page.until(greeting, 'it ends', isFinished);
    expect(run?.report?.verdict).toBe('not-yet');
    await site.cancel(greeting);
  });

  it('that is cancelled leaves nothing of it', async () => {
    await hold();
    const before = await runnerFamily();
    await writeFile(copy.greetingFile, polite);
    await site.run(greeting, { watch: true });
    await page.until(greeting, 'the run is held', isHeld);
    expect((await site.cancel(greeting)).status).toBe(204);
    const { run } = await page.until(greeting, 'it says so', (state) => {
      return state.run?.state === 'cancelled';
    });
    expect(run).toMatchObject({ isWatching: false, report: null });
    await waitUntil('the trial is closed', async () => {
      const lines = (await copy.read('trials.log')).trim().split('\n');
      const count = (word: string) => lines.filter((line) => line === word).length;
      return count('opened') === count('closed');
    });
    // The bench stays, and one process stands ready for the next run's stage.
    await waitUntil('as many processes as before', async () => {
      return (await runnerFamily()).length <= before.length;
    });
    await letGo();
  });

  it('whose runner was killed says so, and the next one has a new runner', async () => {
    await hold();
    await site.run(greeting);
    await page.until(greeting, 'the run is held', isHeld);
    const family = await runnerFamily();
    process.kill(family[0], 'SIGKILL');
    const { run } = await page.until(greeting, 'it says so', (state) => {
      return state.run?.state === 'failed';
    });
    expect(run?.trouble).toEqual({
      found: {
        en: expect.stringContaining('SIGKILL'),
        es: expect.stringContaining('SIGKILL'),
      },
      remedy: { en: expect.any(String), es: expect.any(String) },
    });
    await untilGone(family);
    await letGo();
    const next = await finishedRun(greeting);
    expect(next.run?.report?.verdict).toBe('passed');
    expect((await runnerFamily())[0]).not.toBe(family[0]);
  });

  it('of a starter that nobody has touched puts it into the reader’s language first', async () => {
    await writeFile(copy.greetingFile, copy.greetingStarter('en'));
    const { run } = await finishedRun(greeting, { language: 'es', watch: true });
    expect(run?.report?.verdict).toBe('not-yet');
    expect(await readFile(copy.greetingFile, 'utf8')).toBe(copy.greetingStarter('es'));
    expect(page.heard.at(-1)?.run?.number, 'that was no save').toBe(run?.number);
    await site.cancel(greeting);
  });

  it('of a file that is gone says what is missing, and goes on when it is back', async () => {
    await rm(copy.greetingFile);
    const gone = await finishedRun(greeting, { watch: true });
    expect(gone.run?.report).toMatchObject({ verdict: 'environment' });
    expect(gone.run?.checks[0]?.remedy?.es).toContain('npm run lab 1');
    expect((await site.call(`/api/labs/${greeting}/diff`)).status).toBe(404);
    await writeFile(copy.greetingFile, polite);
    await page.until(greeting, 'it is checked', ({ isPassed }) => isPassed);
    await site.cancel(greeting);
  });
});

describe('the end of the site', () => {
  it('by SIGKILL leaves no process, even when TypeScript does not answer', async () => {
    const other = await LabSite.start(copy);
    await other.run(greeting);
    const checker = await waitUntil('the type checker is there', async () =>
      processOf('type-checker-process.ts', await descendants(other.process.pid)),
    );
    process.kill(checker, 'SIGSTOP');
    const pids = await descendants(other.process.pid);
    other.process.child.kill('SIGKILL');
    await untilGone(pids);
  });

  it.each(['SIGKILL', 'SIGTERM'] as const)('by %s leaves no process', async (signal) => {
    const other = signal === 'SIGTERM' ? site : await LabSite.start(copy);
    const listener = other.listen();
    await hold();
    await writeFile(copy.greetingFile, polite);
    await other.run(greeting);
    await other.run(nginx);
    await listener.until(greeting, 'the run is held', isHeld);
    await listener.until(nginx, 'the other run is over', isFinished);
    const pids = await descendants(other.process.pid);
    expect(pids.length, 'runner, type checker, bench, stage').toBeGreaterThanOrEqual(4);
    other.process.child.kill(signal);
    expect(await other.process.exited).toBe(signal === 'SIGTERM' ? 0 : null);
    await untilGone(pids);
    listener.leave();
    await letGo();
  });
});

/** The one of these that runs a program. @throws {Error} when none does. */
async function processOf(program: string, pids: readonly number[]): Promise<number> {
  for (const pid of pids) {
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    if (command.includes(program)) return pid;
  }
  throw new Error(`None of ${pids.length} processes is ${program}`);
}
