/** `npm start` where it cannot: one sentence, what mends it, exit code 1, and nothing left behind. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { basePorts } from '../../labs/settings.ts';
import { freePortOffset } from '../../scripts/checks/free-port-offset.ts';
import { waitUntil } from '../../scripts/checks/wait-until.ts';
import { run } from '../../scripts/system/run.ts';
import { listBoundSockets } from '../../scripts/system/sockets.ts';
import { repositoryRoot, workDirectory } from '../../scripts/system/work-directory.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

interface Attempt {
  args?: string[];
  environment?: NodeJS.ProcessEnv;
  /** Programs that prepare the ground for the command that follows, such as unshare(1). */
  within?: string[];
}

interface Refusal {
  /** What was found: the first line. */
  sentence: string;
  /** What mends it: the lines after it. */
  remedy: string;
}

/** The command of `npm start`, without npm around it. */
function spawnStart(portOffset: number, { args = [], environment = {}, within = [] }: Attempt) {
  const [program = '', ...rest] = [
    ...within,
    ...[process.execPath, '--import', 'tsx', 'scripts/start.ts', ...args],
  ];
  const child = spawn(program, rest, {
    cwd: repositoryRoot,
    env: {
      ...process.env,
      WORKSHOP_LANG: 'en',
      WORKSHOP_PORT_OFFSET: String(portOffset),
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  return child;
}

/** Runs `npm start`, which must refuse in the way they all do. */
async function refusal(portOffset: number, attempt: Attempt): Promise<Refusal> {
  const child = spawnStart(portOffset, attempt);
  const [said, complaint, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ]);
  expect(code, complaint).toBe(1);
  expect(said, 'standard output').toBe('');
  const [sentence = '', ...remedy] = complaint.trimEnd().split('\n');
  expect(sentence).toMatch(/^\S.*\.$/);
  expect(remedy.length, complaint).toBeGreaterThan(0);
  for (const line of remedy) expect(line).toMatch(/^ {2}→ \S/);
  return { sentence, remedy: remedy.join('\n') };
}

const inSpanish = { WORKSHOP_LANG: 'es' };

/** What a start that was refused leaves: no folder, no process and no port. */
async function expectNothingLeft(portOffset: number): Promise<void> {
  expect(existsSync(workDirectory(portOffset)), 'work folder').toBe(false);
  expect(await processesOf(portOffset)).toEqual([]);
  const { iceFirst: _first, iceLast: _last, ...ports } = basePorts;
  const own = new Set(Object.values(ports).map((port) => port + portOffset));
  expect((await listBoundSockets()).filter(({ port }) => own.has(port))).toEqual([]);
}

/** Command lines that name the work folder: Janus, nginx and FFmpeg all do. */
async function processesOf(portOffset: number): Promise<string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const commandLines = await Promise.all(
    pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')),
  );
  return commandLines.filter((line) => line.includes(`${workDirectory(portOffset)}/`));
}

test('an unknown flag, an unknown profile, an address that is not ours', async () => {
  const offset = await freePortOffset();
  const english = [
    [['--nope'], "Unknown option '--nope'.", '--help'],
    [
      ['--profile', 'fast'],
      "'fast' is invalid. Allowed choices are classic, balanced, low.",
      '--help',
    ],
    [['--host', 'nonsense'], '--host nonsense: this machine has no such address.', '--host'],
    [['--host', '203.0.113.7'], '--host 203.0.113.7: this machine has no such address.', '--host'],
  ] as const;
  for (const [args, sentence, remedy] of english) {
    const refused = await refusal(offset, { args: [...args] });
    expect(refused.sentence).toContain(sentence);
    expect(refused.remedy).toContain(remedy);
  }
  const spanish = [
    [['--nope'], 'No existe la opción --nope.'],
    [['--profile', 'fast'], 'elige entre classic, balanced, low.'],
    [['--host', 'nonsense'], '--host nonsense: esta máquina no tiene esa dirección.'],
  ] as const;
  for (const [args, sentence] of spanish) {
    const refused = await refusal(offset, { args: [...args], environment: inSpanish });
    expect(refused.sentence).toContain(sentence);
  }
  await expectNothingLeft(offset);
});

test.each(['70000', '-1', '1.5', 'a hundred'])('an offset of %s', async (written) => {
  const environment = { WORKSHOP_PORT_OFFSET: written };
  const { sentence, remedy } = await refusal(0, { environment });
  expect(sentence).toContain(`"${written}", but must be a whole number from 0 to 45506.`);
  expect(remedy).toContain('WORKSHOP_PORT_OFFSET=100 npm start');
});

test('a port in use: which, by which program, and how to end that', async () => {
  const offset = await freePortOffset();
  const port = basePorts.origin + offset;
  const server = createServer().listen(port, '127.0.0.1');
  onTestFinished(() => {
    server.close();
  });
  await once(server, 'listening');
  const { sentence, remedy } = await refusal(offset, {});
  expect(sentence).toBe(`Port TCP ${port} (HLS origin) is in use by node, pid ${process.pid}.`);
  expect(remedy).toContain(`kill ${process.pid}`);
  const spanish = await refusal(offset, { environment: inSpanish });
  expect(spanish.sentence).toBe(
    `El puerto TCP ${port} (origen HLS) lo está usando node, pid ${process.pid}.`,
  );
  server.close();
  await once(server, 'close');
  await expectNothingLeft(offset);
});

test('a program that is not there, and one that is too old', async () => {
  const offset = await freePortOffset();
  const missing = await refusal(offset, { environment: { JANUS_BIN: '/nowhere/janus' } });
  expect(missing.sentence).toBe('JANUS_BIN names /nowhere/janus, but no program is there.');
  expect(missing.remedy).toContain('unset JANUS_BIN');

  const old = join(await temporaryFolder(), 'janus');
  await writeFile(old, '#!/bin/sh\necho "janus 0.11.8"\n');
  await chmod(old, 0o755);
  const tooOld = await refusal(offset, { environment: { JANUS_BIN: old, ...inSpanish } });
  expect(tooOld.sentence).toBe(`Janus 0.11.8 (${old}) es muy antiguo: hace falta 1.1 o más nuevo.`);
  expect(tooOld.remedy).toContain('unset JANUS_BIN');
  await expectNothingLeft(offset);
});

test('a second start beside the first, which goes on', async () => {
  const offset = await freePortOffset();
  onTestFinished(() => rm(workDirectory(offset), { recursive: true, force: true }));
  const first = spawnStart(offset, { args: ['--publisher', 'none'] });
  const status = `http://127.0.0.1:${basePorts.site + offset}/api/status`;
  const answers = async () => (await fetch(status)).ok;
  await waitUntil('the first one runs', answers, 30_000);

  const { sentence, remedy } = await refusal(offset, {});
  expect(sentence).toBe(`The workshop already runs here (pid ${first.pid}).`);
  expect(remedy).toContain(`kill ${first.pid}`);

  expect(await answers()).toBe(true);
  const ended = once(first, 'exit');
  first.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
  expect(await processesOf(offset)).toEqual([]);
});

// What follows needs a world of its own: a network without an interface, a disk without space.
const asRoot = process.getuid?.() === 0 ? [] : ['--map-root-user'];
const canUnshare = (await run('unshare', [...asRoot, '--net', '--mount', 'true'])).exitCode === 0;

test.skipIf(!canUnshare)('no address for ICE', async () => {
  const offset = await freePortOffset();
  const within = ['unshare', ...asRoot, '--net'];
  const { sentence, remedy } = await refusal(offset, { within });
  expect(sentence).toContain('No network interface is up besides loopback');
  expect(remedy).toContain('npm run doctor -- --install');
  const spanish = await refusal(offset, { within, environment: inSpanish });
  expect(spanish.sentence).toContain('No hay ninguna interfaz de red activa aparte de loopback');
  await expectNothingLeft(offset);
});

test.skipIf(!canUnshare)('a disk that is full', async () => {
  const offset = await freePortOffset();
  const folder = workDirectory(offset);
  await mkdir(folder, { recursive: true });
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const mountAndGo = `mount -t tmpfs -o size=1m none '${folder}' && exec "$0" "$@"`;
  const within = ['unshare', ...asRoot, '--mount', 'sh', '-c', mountAndGo];
  const { sentence, remedy } = await refusal(offset, { within });
  expect(sentence).toBe(`Only 1 MB are free at ${folder}; 500 MB are needed.`);
  expect(remedy).toContain('Free some disk space');
  expect(await readdir(folder)).toEqual([]);
  await rm(folder, { recursive: true });
  await expectNothingLeft(offset);
});
