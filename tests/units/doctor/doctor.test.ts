/** The doctor as its reader meets it: the real program, its output and its exit code. */
import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { basePorts } from '../../../labs/settings.ts';
import { run } from '../../../scripts/system/run.ts';
import { repositoryRoot } from '../../../scripts/system/work-directory.ts';

const portOffset = 12_600;

const doctor = (args: string[], environment: NodeJS.ProcessEnv = {}) =>
  run(
    process.execPath,
    ['--import', 'tsx', `${repositoryRoot}/scripts/doctor.ts`, '--lang', 'en', ...args],
    { environment: { ...process.env, WORKSHOP_PORT_OFFSET: String(portOffset), ...environment } },
  );

test('finds this machine ready', async () => {
  const { output, exitCode } = await doctor([]);
  expect(output).toContain('Ready: npm start');
  expect(exitCode).toBe(0);
});

test('names the holder of a port and ends with exit code 1', async () => {
  const server = createServer().listen(basePorts.site + portOffset, '127.0.0.1');
  await once(server, 'listening');
  const { output, exitCode } = await doctor([]);
  server.close();
  expect(output).toContain(`✖ Port TCP 17773 (site) is in use by node, pid ${process.pid}.`);
  expect(exitCode).toBe(1);
});

test.each([
  [['--foo'], {}, "Unknown option '--foo'."],
  [['--lang', 'fr'], {}, 'Allowed choices are en, es.'],
  [[], { WORKSHOP_PORT_OFFSET: '70000' }, 'must be a whole number from 0 to'],
])('one sentence and exit code 1: %j %j', async (args, environment, sentence) => {
  const { output, exitCode } = await doctor(args, environment);
  expect(output).toContain(sentence);
  expect(output).not.toContain('    at ');
  expect(exitCode).toBe(1);
});

test('--json gives the findings alone', async () => {
  const { output } = await doctor(['--json']);
  expect(JSON.parse(output)).toContainEqual(
    expect.objectContaining({ id: 'janus', state: 'ok', remedy: null }),
  );
});
