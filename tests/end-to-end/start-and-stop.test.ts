/** `npm start` as a user runs it: however it ends, no process and no port is left behind. */
import { type ChildProcess, spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { expect, onTestFinished, test } from 'vitest';
import { basePorts } from '../../labs/settings.ts';
import { freePortOffset } from '../../scripts/checks/free-port-offset.ts';
import { waitUntil } from '../../scripts/checks/wait-until.ts';
import { statusSchema } from '../../scripts/stack/status.ts';
import { isRunning, listBoundSockets } from '../../scripts/system/sockets.ts';
import { repositoryRoot, workDirectory } from '../../scripts/system/work-directory.ts';
import { descendants } from '../support/descendants.ts';

const startLimitMilliseconds = 30_000;
const stopLimitMilliseconds = 10_000;

test('Ctrl-C, SIGTERM and kill -9 leave nothing behind, and the next start works', {
  timeout: 120_000,
}, async () => {
  const portOffset = await freePortOffset();
  onTestFinished(() => rm(workDirectory(portOffset), { recursive: true, force: true }));
  for (const signal of ['SIGKILL', 'SIGINT', 'SIGTERM'] as const) {
    await startAndEnd(portOffset, signal);
  }
});

async function startAndEnd(portOffset: number, signal: NodeJS.Signals): Promise<void> {
  const began = performance.now();
  const supervisor = startCommand(portOffset);
  const site = `http://127.0.0.1:${basePorts.site + portOffset}`;
  await waitUntil(
    'the stream flows',
    async () => {
      const response = await fetch(`${site}/api/status`);
      const { hops } = statusSchema.parse(await response.json());
      return hops.playlist.state === 'ok' && hops.nginx.state === 'ok';
    },
    startLimitMilliseconds,
  );
  const seconds = ((performance.now() - began) / 1_000).toFixed(1);
  const family = await descendants(supervisor.pid as number);
  // Janus, nginx and its worker, FFmpeg, the publisher and its FFmpeg.
  expect(family.length, 'processes of a running stack').toBeGreaterThanOrEqual(6);

  const ended = new Promise<number | null>((resolve) => supervisor.once('exit', resolve));
  const stopBegan = performance.now();
  supervisor.kill(signal);
  const code = await ended;
  if (signal !== 'SIGKILL') expect(code, `exit code after ${signal}`).toBe(0);
  await waitUntil(
    `every process has ended after ${signal}`,
    async () => {
      const running = await Promise.all(family.map(isRunning));
      return running.every((isStillThere) => !isStillThere);
    },
    stopLimitMilliseconds,
  );
  const stopSeconds = ((performance.now() - stopBegan) / 1_000).toFixed(1);
  console.log(
    `${signal}: first segment ${seconds} s after the command, all gone after ${stopSeconds} s`,
  );
  const { iceFirst: _first, iceLast: _last, ...ports } = basePorts;
  const own = new Set(Object.values(ports).map((port) => port + portOffset));
  const left = (await listBoundSockets()).filter(({ port }) => own.has(port));
  expect(left, `ports left after ${signal}`).toEqual([]);
}

/** The command of `npm start`, from package.json, without npm around it, which would hide the exit code. */
function startCommand(portOffset: number): ChildProcess {
  const supervisor = spawn(
    process.execPath,
    ['--import', 'tsx', 'scripts/start.ts', '--profile', 'low'],
    {
      cwd: repositoryRoot,
      env: { ...process.env, WORKSHOP_PORT_OFFSET: String(portOffset) },
      stdio: 'ignore',
    },
  );
  onTestFinished(() => {
    supervisor.kill('SIGKILL');
  });
  return supervisor;
}
