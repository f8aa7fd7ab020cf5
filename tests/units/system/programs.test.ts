import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { listedComponents } from '../../../scripts/system/ffmpeg-capabilities.ts';
import { programNames } from '../../../scripts/system/program-table.ts';
import { resolveProgram } from '../../../scripts/system/programs.ts';
import { isAtLeast } from '../../../scripts/system/versions.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'programs-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** A program that only tells a version: for the versions that this machine does not have. */
async function programSaying(name: string, says: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, `#!/bin/sh\necho '${says}'\n`);
  await chmod(path, 0o755);
  return path;
}

test.each(programNames)('finds the real %s with its version', async (name) => {
  expect(await resolveProgram(name)).toMatchObject({
    state: 'found',
    name,
    path: expect.stringMatching(/^\//),
    version: expect.stringMatching(/^\d+\./),
  });
});

test('finds a daemon that is not on an ordinary user’s PATH', async () => {
  expect(await resolveProgram('nginx', { PATH: '/usr/bin' })).toMatchObject({ state: 'found' });
});

test('an environment variable that names nothing is an error, not a hint', async () => {
  const value = join(folder, 'nowhere');
  expect(await resolveProgram('janus', { ...process.env, JANUS_BIN: value })).toEqual({
    state: 'missing',
    name: 'janus',
    variable: { name: 'JANUS_BIN', value },
  });
});

test('tells a Janus that is too old', async () => {
  const path = await programSaying('janus', 'janus 0.10.10');
  expect(await resolveProgram('janus', { JANUS_BIN: path })).toMatchObject({
    state: 'too-old',
    version: '0.10.10',
    wanted: '1.1',
  });
});

test('tells what an nginx was built without', async () => {
  const path = await programSaying('nginx', 'nginx version: nginx/1.26.0');
  expect(await resolveProgram('nginx', { NGINX_BIN: path })).toMatchObject({
    state: 'incapable',
    lacks: ['http_stub_status_module'],
  });
});

test('tells what an FFmpeg cannot do', async () => {
  const path = await programSaying('ffmpeg', 'ffmpeg version 7.0.2-static');
  const result = await resolveProgram('ffmpeg', { FFMPEG_BIN: path });
  expect(result).toMatchObject({ state: 'incapable', version: '7.0.2' });
  expect(result).toHaveProperty('lacks', expect.arrayContaining(['libopus (encoders)']));
});

test('passes over a first program on the PATH that does not serve', async () => {
  await programSaying('janus', 'janus 0.10.10');
  const result = await resolveProgram('janus', { PATH: `${folder}:${process.env.PATH}` });
  expect(result).toMatchObject({ state: 'found' });
});

test('reads names, aliases and bare names from FFmpeg’s lists', () => {
  const components = listedComponents(' D  mov,mp4 QuickTime\n  E hls   Apple HLS\n  rtp\n');
  expect([...components]).toEqual(expect.arrayContaining(['mov', 'mp4', 'hls', 'rtp']));
});

test.each([
  ['5.1.9', '5.1', true],
  ['5.1', '5.1.0', true],
  ['10.0', '9.9', true],
  ['1.9.9', '1.10', false],
])('version %s is at least %s: %s', (found, wanted, expected) => {
  expect(isAtLeast(found, wanted)).toBe(expected);
});
