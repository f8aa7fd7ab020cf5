/** One complete submission through everything: seven labs, and the capstone with its own seven stages. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { complete, grade, handIn } from './submissions.ts';

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'workshop-test-grade-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

test('complete: every point, and something to look at', { timeout: 300_000 }, async () => {
  const folder = await handIn(root, 'complete', complete());
  const { byId, troubles } = await grade([folder], join(root, 'out'));
  expect(troubles).toEqual([]);
  const { labs = [], points } = byId.get('complete') ?? {};
  expect(labs.map(({ lab, verdict }) => `${lab} ${verdict}`)).toEqual([
    '01-publisher passed',
    '02-janus-config passed',
    '03-rtp-forward passed',
    '04-ffmpeg passed',
    '05-nginx passed',
    '06-viewer passed',
    '07-faults passed',
    'capstone passed',
  ]);
  expect(points?.earned).toBe(points?.possible);
  const evidence = labs.find(({ lab }) => lab === 'capstone')?.evidence ?? [];
  const names = evidence.map((path) => path.replace('complete/capstone/', ''));
  expect(names).toEqual(
    expect.arrayContaining([
      ...['janus.jcfg', 'nginx.conf', 'session.sdp', 'index.m3u8', 'janus.log'],
      ...['ffprobe.txt', 'ffmpeg-arguments.json', 'page-1.jpeg'],
    ]),
  );
  const read = (name: string) => readFile(join(root, 'out/complete/capstone', name), 'utf8');
  expect(await read('ffprobe.txt')).toContain('codec_name=h264');
  expect(await read('index.m3u8')).toContain('#EXTINF');
});
