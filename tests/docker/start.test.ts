/** `npm start -- --docker`, as one types it: for this machine and for a class. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { freePortOffset, releasePortOffset } from '../../scripts/checks/free-port-offset.ts';
import { waitUntil } from '../../scripts/checks/wait-until.ts';
import { Compose } from '../../scripts/docker/compose.ts';
import { composeProject } from '../../scripts/docker/compose-environment.ts';
import { statusSchema } from '../../scripts/stack/status.ts';
import { iceAddresses } from '../../scripts/system/addresses.ts';
import { repositoryRoot } from '../../scripts/system/work-directory.ts';
import { launchBrowser } from '../support/browser.ts';
import { must } from './support/must.ts';

const upLimitMilliseconds = 600_000;
let portOffset: number;
beforeAll(async () => {
  portOffset = await freePortOffset();
});
afterAll(async () => {
  // The volumes stay on purpose, and after a failure more than these.
  const compose = await Compose.find(composeProject(portOffset), {});
  await compose.run('down', '--volumes');
  await releasePortOffset(portOffset);
});

interface Started {
  child: ChildProcess;
  output(): string;
}

function start(...options: readonly string[]): Started {
  let output = '';
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', 'scripts/start.ts', '--docker', '--profile', 'low', ...options],
    {
      cwd: repositoryRoot,
      env: { ...process.env, WORKSHOP_PORT_OFFSET: String(portOffset), WORKSHOP_LANG: 'en' },
    },
  );
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      output += chunk;
    });
  }
  return { child, output: () => output };
}

test('runs, lets a class in by HTTPS with the PIN, and leaves no container', {
  timeout: upLimitMilliseconds + 120_000,
}, async () => {
  const [own] = iceAddresses();
  const address = own?.address ?? '';
  const { child, output } = start('--host', address);
  onTestFinished(() => void child.kill('SIGKILL'));
  await waitUntil(
    'the stream flows',
    () => output().includes('The stream flows') || child.exitCode !== null,
    upLimitMilliseconds,
  );
  const site = new RegExp(`https://${address.replaceAll('.', '\\.')}:\\d+`).exec(output())?.[0];
  const pin = /PIN for publishing +(\S+)/.exec(output())?.[1];
  if (!site || !pin) throw new Error(`No address or no PIN: ${output().slice(-2_000)}`);

  const told = await must(process.execPath, ['--import', 'tsx', 'scripts/status.ts', '--json'], {
    environment: { ...process.env, WORKSHOP_PORT_OFFSET: String(portOffset) },
  });
  expect(statusSchema.parse(JSON.parse(told))).toMatchObject({ profile: 'low' });

  const browser = await launchBrowser();
  onTestFinished(() => browser.close());
  // The certificate is our own: a student clicks the warning away.
  const context = await browser.browser.newContext({ ignoreHTTPSErrors: true });
  const publisher = await context.newPage();
  await publisher.goto(`${site}/publisher/`);
  await publisher.locator('#start:enabled').click();
  await publisher.locator('#pin').fill(pin);
  await publisher.keyboard.press('Enter');
  await publisher.waitForFunction(() => document.body.dataset.state === 'publishing');
  const viewer = await context.newPage();
  await viewer.goto(`${site}/viewer/`);
  await viewer.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 3);

  // What runs code is for this machine alone.
  const labs = await context.request.get(`${site}/api/labs`);
  expect(labs.status()).toBe(403);

  child.kill('SIGINT');
  await once(child, 'exit');
  expect(child.exitCode).toBe(0);
  const label = `label=com.docker.compose.project=${composeProject(portOffset)}`;
  const left = await must('docker', ['ps', '--all', '--quiet', '--filter', label]);
  expect(left.trim()).toBe('');
});
