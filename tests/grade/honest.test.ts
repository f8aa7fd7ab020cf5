/** What honest students hand in, in all the ways they do, gets the points it is worth. */
import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findLab } from '../../labs/catalog.ts';
import type { Lab } from '../../labs/lab.ts';
import { markOwnDescendants, remainingCommands } from '../../scripts/labs/marked-processes.ts';
import { starterOf } from '../../scripts/labs/starters.ts';
import {
  anotherStyle,
  complete,
  type Files,
  grade,
  handIn,
  nginxFile,
  verdictsOf,
} from './submissions.ts';

const nginx = findLab('nginx') as Lab;
const nginxPoints = nginx.checks.reduce((sum, { points }) => sum + points, 0);
/** Both are quick. */
const labs = ['02-janus-config', '05-nginx'];
const style = [
  'join-then-publish',
  'private-room-by-interface',
  'first-of-each-kind',
  'by-arrival-time',
  'locations-and-expires',
  'own-backoff',
  'what-a-decoder-has',
];
const mark = markOwnDescendants();
let root: string;
let folders: Record<string, string>;
let graded: Awaited<ReturnType<typeof grade>>;

const onlyFiles = (files: Files): Files =>
  Object.fromEntries(Object.entries(files).map(([path, text]) => [path.replace(/.*\//, ''), text]));

const mapped = (files: Files, change: (text: string) => string): Files =>
  Object.fromEntries(Object.entries(files).map(([path, text]) => [path, change(String(text))]));

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'workshop-test-grade-'));
  const { [nginxFile]: _, ...withoutNginx } = complete();
  const submissions: Record<string, Files> = {
    empty: {},
    half: withoutNginx,
    'another-style': anotherStyle(style),
    'edited-checks': {
      [nginxFile]: await starterOf(nginx, 'es'),
      'labs/05-nginx/checks.ts': 'export const checks = { programs: [], checks: {} };\n',
      'package.json': '{ "scripts": { "grade": "echo 97/97" } }\n',
      'notes.md': 'I passed.\n',
    },
    'crlf-and-bom': mapped(complete(), (text) => `\uFEFF${text.replaceAll('\n', '\r\n')}`),
    'Núñez Peña, María José (2)': onlyFiles(complete()),
  };
  folders = {};
  for (const [name, files] of Object.entries(submissions)) {
    folders[name] = await handIn(root, name, files);
  }
  graded = await grade(Object.values(folders), join(root, 'out'), { labs, jobs: 2 });
}, 300_000);
afterAll(() => rm(root, { recursive: true, force: true }));

const resultOf = (name: string) => {
  const result = graded.byId.get(name);
  if (!result) throw new Error(`${name} was not graded`);
  return result;
};
const labOf = (name: string, lab: string) => resultOf(name).labs.find((each) => each.lab === lab);

test.each(['another-style', 'crlf-and-bom', 'Núñez Peña, María José (2)'])(
  '%s: all points',
  (name) => {
    const { points, labs: results } = resultOf(name);
    expect(results.map(({ verdict }) => verdict)).toEqual(['passed', 'passed']);
    expect(points.earned).toBe(points.possible);
    expect(graded.troubles).toEqual([]);
  },
);

test('empty: nothing is there, and that is what is said', () => {
  expect(resultOf('empty').points.earned).toBe(0);
  expect(resultOf('empty').labs.map(({ verdict, file }) => [verdict, file])).toEqual([
    ['missing', null],
    ['missing', null],
  ]);
});

test('half: what is there counts', () => {
  expect(labOf('half', '02-janus-config')?.verdict).toBe('passed');
  expect(labOf('half', '05-nginx')).toMatchObject({
    verdict: 'missing',
    points: { earned: 0, possible: nginxPoints },
  });
});

test('checks of one’s own do not count, and are named', () => {
  const earned = nginx.checks
    .filter(({ id }) => !(id in nginx.starterFails))
    .reduce((sum, { points }) => sum + points, 0);
  expect(labOf('edited-checks', '05-nginx')?.points.earned).toBe(earned);
  expect(resultOf('edited-checks').ignored).toEqual([
    { path: 'labs/05-nginx/checks.ts', why: 'changed' },
    { path: 'notes.md', why: 'extra' },
    { path: 'package.json', why: 'changed' },
  ]);
});

test('the second time all is as the first time', { timeout: 300_000 }, async () => {
  const again = await grade(Object.values(folders), await mkdtemp(join(root, 'again-')), {
    labs,
    jobs: 2,
  });
  expect(again.kept).toEqual([]);
  for (const name of Object.keys(folders)) {
    const second = again.byId.get(name);
    expect(second && verdictsOf(second), name).toEqual(verdictsOf(resultOf(name)));
  }
});

test('a second run grades only what has changed since', { timeout: 120_000 }, async () => {
  await appendFile(join(folders.half as string, 'labs/02-janus-config/janus.ts'), '// Changed.\n');
  const again = await grade(Object.values(folders), join(root, 'out'), { labs, jobs: 2 });
  const unchanged = Object.keys(folders).filter((name) => name !== 'half');
  expect(again.kept.toSorted()).toEqual(unchanged.toSorted());
  const half = again.byId.get('half');
  expect(half && verdictsOf(half)).toEqual(verdictsOf(resultOf('half')));
});

test('one more lab of one of them: the rest stays', { timeout: 120_000 }, async () => {
  const out = join(root, 'out');
  const one = await grade([folders['another-style'] as string], out, { labs: ['03-rtp-forward'] });
  expect(one.all).toEqual(Object.keys(folders));
  const { labs: results = [], points } = one.byId.get('another-style') ?? {};
  expect(results.map(({ lab, verdict }) => [lab, verdict])).toEqual([
    ['02-janus-config', 'passed'],
    ['03-rtp-forward', 'passed'],
    ['05-nginx', 'passed'],
  ]);
  expect(points?.earned).toBe(points?.possible);
  // What was graded lies beside what was seen.
  const file = join(out, 'another-style/03-rtp-forward/forward.ts');
  expect(await readFile(file, 'utf8')).toBe(anotherStyle(style)['labs/03-rtp-forward/forward.ts']);
});

test('interrupted: what is known is kept, and nothing is left', { timeout: 120_000 }, async () => {
  const { 'crlf-and-bom': quick = '', 'another-style': slow = '' } = folders;
  const out = await mkdtemp(join(root, 'interrupted-'));
  const stop = new AbortController();
  const interrupted = grade([quick, slow], out, {
    labs,
    signal: stop.signal,
    // In the middle of the second one.
    onLab: (id) => id === 'another-style' && stop.abort(),
  });
  await expect(interrupted).rejects.toThrow('aborted');
  expect(await remainingCommands(mark)).toEqual([]);
  const after = await grade([quick, slow], out, { labs });
  expect(after.kept).toEqual(['crlf-and-bom']);
  expect(after.byId.get('another-style')?.labs.map(({ verdict }) => verdict)).toEqual([
    'passed',
    'passed',
  ]);
});
