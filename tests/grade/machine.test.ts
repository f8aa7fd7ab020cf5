/** What goes wrong on the machine costs no student a point, and what else runs there changes nothing. */
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
import { basePorts } from '../../labs/settings.ts';
import {
  markedProcesses,
  markOwnDescendants,
  remainingCommands,
} from '../../scripts/labs/marked-processes.ts';
import { complete, grade, handIn, nginxDoing } from './submissions.ts';

const labs = ['02-janus-config', '05-nginx'];
const mark = markOwnDescendants();
let root: string;
let folder: string;
// Of each try its own: what one has graded is kept for nobody else.
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'workshop-test-grade-'));
  folder = await handIn(root, 'complete', complete());
});
afterEach(async () => {
  await rm(root, { recursive: true, force: true });
  expect(await remainingCommands(mark)).toEqual([]);
  const folders = await readdir(tmpdir());
  expect(folders.filter((name) => name.startsWith(`workshop-grade-${process.pid}-`))).toEqual([]);
});

type Graded = Awaited<ReturnType<typeof grade>>;
const verdicts = ({ byId }: Graded) => byId.get('complete')?.labs.map(({ verdict }) => verdict);

/** Kills the graders of labs as soon as they run, as a machine without memory does. */
async function killWorkers(mostTimes: number, signal: AbortSignal): Promise<void> {
  for (let times = 0; times < mostTimes && !signal.aborted; ) {
    for (const pid of await markedProcesses(mark)) {
      const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
      if (!line.startsWith(process.execPath) || !line.includes('inside/worker.ts')) continue;
      process.kill(pid, 'SIGKILL');
      times += 1;
      break;
    }
    await delay(50);
  }
}

async function gradeWhileKilling(mostTimes: number, out: string): Promise<Graded> {
  const over = new AbortController();
  const killing = killWorkers(mostTimes, over.signal);
  try {
    return await grade([folder], join(root, out), { labs: ['05-nginx'] });
  } finally {
    over.abort();
    await killing;
  }
}

test('what was ended by the machine is run again', { timeout: 120_000 }, async () => {
  const graded = await gradeWhileKilling(2, 'killed-twice');
  expect(graded.troubles).toHaveLength(2);
  expect(verdicts(graded)).toEqual(['passed']);
});

test('after the third time the machine is blamed, and not the student', {
  timeout: 120_000,
}, async () => {
  const graded = await gradeWhileKilling(Number.POSITIVE_INFINITY, 'killed-always');
  expect(graded.troubles).toHaveLength(3);
  expect(verdicts(graded)).toEqual(['environment']);
  // Later, on a machine that is well, only this is graded.
  const again = await grade([folder], join(root, 'killed-always'), { labs: ['05-nginx'] });
  expect(again.kept).toEqual([]);
  expect(verdicts(again)).toEqual(['passed']);
});

test('a program that does not run is the machine’s', { timeout: 120_000 }, async () => {
  const before = process.env.NGINX_BIN;
  onTestFinished(() => {
    process.env.NGINX_BIN = before;
    if (before === undefined) delete process.env.NGINX_BIN;
  });
  const broken = join(root, 'broken');
  await mkdir(broken);
  process.env.NGINX_BIN = join(broken, 'nginx');
  await writeFile(process.env.NGINX_BIN, '#!/bin/sh\necho "no such library" >&2\nexit 127\n');
  await chmod(process.env.NGINX_BIN, 0o755);
  const graded = await grade([folder], join(root, 'broken-nginx'), { labs: ['05-nginx'] });
  expect(verdicts(graded)).toEqual(['environment']);
});

test('who listens on the workshop’s ports changes nothing', { timeout: 120_000 }, async () => {
  const { iceFirst: _first, iceLast: _last, ...ports } = basePorts;
  for (const port of Object.values(ports)) {
    const server = createServer().on('error', () => {});
    server.listen(port, '127.0.0.1');
    onTestFinished(() => void server.close());
  }
  const graded = await grade([folder], join(root, 'busy-ports'), { labs });
  expect(graded.troubles).toEqual([]);
  expect(verdicts(graded)).toEqual(['passed', 'passed']);
});

test('without namespaces: the same points, and nothing is left', { timeout: 120_000 }, async () => {
  const endless = await handIn(root, 'endless', nginxDoing('for (;;) {}'));
  const starts = await handIn(
    root,
    'starts-process',
    nginxDoing(
      "spawn('sleep', ['600'], { detached: true });",
      "import { spawn } from 'node:child_process';\n",
    ),
  );
  const graded = await grade([folder, endless, starts], join(root, 'process'), {
    ...{ labs, jobs: 2, isolation: 'process' },
  });
  expect(graded.troubles).toEqual([]);
  expect(verdicts(graded)).toEqual(['passed', 'passed']);
  const reasons = (id: string) =>
    graded.byId.get(id)?.labs.flatMap(({ checks }) => checks.flatMap(({ reason }) => reason ?? []));
  expect(reasons('endless')).toEqual(['never-returns']);
  expect(reasons('starts-process')).toEqual(['starts-process']);
});

test('without namespaces and interrupted: nothing is left', { timeout: 120_000 }, async () => {
  const stop = new AbortController();
  const interrupted = grade([folder], join(root, 'process-interrupted'), {
    ...{ labs, isolation: 'process', signal: stop.signal },
    onLab: () => stop.abort(),
  });
  await expect(interrupted).rejects.toThrow('aborted');
});
