/** `npm run weather` beside a running `npm start`: it sets the weather, tells of it, and leaves clear weather behind. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, onTestFinished, test } from 'vitest';
import { waitUntil } from '../../scripts/checks/wait-until.ts';
import { type Status, statusSchema } from '../../scripts/stack/status.ts';
import { repositoryRoot } from '../../scripts/system/work-directory.ts';
import { startRunningCopy } from '../support/running-copy.ts';

interface Command {
  child: ChildProcess;
  output(): string;
  ended(): Promise<number | null>;
}

function weather(root: string, portOffset: number, ...args: string[]): Command {
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/weather.ts', ...args], {
    cwd: root,
    env: { ...process.env, WORKSHOP_PORT_OFFSET: String(portOffset), WORKSHOP_LANG: 'en' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  const exit = once(child, 'exit');
  return { child, output: () => output, ended: async () => (await exit)[0] as number | null };
}

test('it sets the weather until Ctrl-C or for some seconds, and says what is missing', async () => {
  const { url, root, portOffset } = await startRunningCopy(['--profile', 'low']);
  const command = (...args: string[]) => weather(root, portOffset, ...args);
  const now = async (): Promise<Status['weather']> =>
    statusSchema.parse(await (await fetch(`${url}/api/status`)).json()).weather;

  const look = command();
  expect(await look.ended()).toBe(0);
  expect(look.output()).toContain('Now: Clear');
  expect(await now()).toBeNull();

  const cafe = command('cafe');
  await waitUntil('it tells what is lost', () => /packets\/s lost/.test(cafe.output()), 30_000);
  expect((await now())?.preset).toBe('cafe');
  cafe.child.kill('SIGINT');
  expect(await cafe.ended()).toBe(0);
  expect(cafe.output()).toContain('Clear weather again.');
  expect((await now())?.preset).toBe('clear');

  const brief = command('--loss', '7', '--for', '2');
  await waitUntil('its weather', async () => (await now())?.conditions.lossPercent === 7);
  expect(await brief.ended()).toBe(0);
  expect((await now())?.preset).toBe('clear');

  // Whose work folder holds no secret has no say.
  const stranger = weather(repositoryRoot, portOffset, 'cafe');
  expect(await stranger.ended()).toBe(1);
  expect(stranger.output()).toContain('npm start');
  expect((await now())?.preset).toBe('clear');
  const nobody = weather(root, portOffset + 1, 'cafe');
  expect(await nobody.ended()).toBe(1);
  expect(nobody.output()).toMatch(/not running.*\n.*npm start/);
});
