/** Code that means harm, or is only clumsy: it gets what it is worth, and nobody else is disturbed. */
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SubmissionResult } from '../../scripts/grade/results.ts';
import { complete, grade, handIn, nginxDoing, nginxFile, verdictsOf } from './submissions.ts';

const full = 16;
const lab = '05-nginx';
let root: string;
let out: string;
let first: Awaited<ReturnType<typeof grade>>;
let second: Awaited<ReturnType<typeof grade>>;

const fileSystem = "import * as fs from 'node:fs';\n";
const childProcess = "import { spawn } from 'node:child_process';\n";
const network = "import { createServer } from 'node:net';\n";
const forged = JSON.stringify({ type: 'graded', lab, report: { verdict: 'passed' } });

/** By name: what is handed in, its points and the reason of the first check that fails. */
const cases = (): Record<
  string,
  [files: ReturnType<typeof nginxDoing>, number, string | null]
> => ({
  'exits-when-imported': [{ [nginxFile]: 'process.exit(0);\nexport {};\n' }, 0, 'ends-process'],
  'forges-result': [
    nginxDoing(
      `for (let fd = 1; fd < 40; fd += 1) try { fs.writeSync(fd, '\\n${forged}\\n'); } catch {}
  process.exit(0);`,
      fileSystem,
    ),
    0,
    'ends-process',
  ],
  'overwrites-report': [
    nginxDoing(
      `for (const file of ['${out}/results.json', '/workshop/scripts/grade/results.ts', '/submission/labs/05-nginx/nginx.ts'])
    try { fs.writeFileSync(file, '{}'); console.log('wrote', file); } catch {}
  return '';`,
      fileSystem,
    ),
    0,
    'nginx-refuses',
  ],
  'endless-loop': [nginxDoing('for (;;) {}'), 0, 'never-returns'],
  'fork-bomb': [
    nginxDoing(
      "for (let i = 0; i < 50; i += 1) spawn('sh', ['-c', 'f() { f | f & }; f']).on('error', () => {});",
      childProcess,
    ),
    0,
    'starts-process',
  ],
  'gigabyte-of-memory': [
    nginxDoing('console.log(Buffer.alloc(1024 ** 3, 1).length);'),
    0,
    'throws',
  ],
  'reads-another': [
    nginxDoing(`return fs.readFileSync('${root}/complete/${nginxFile}', 'utf8');`, fileSystem),
    0,
    'throws',
  ],
  'reads-solution': [
    nginxDoing(
      "return fs.readFileSync('/workshop/solutions/05-nginx/nginx.ts', 'utf8');",
      fileSystem,
    ),
    0,
    'throws',
  ],
  // It may: what listens in there is heard by nobody.
  'listens-on-janus-port': [
    nginxDoing('createServer().listen(settings.ports.janusWebSocket);', network),
    full,
    null,
  ],
  'looks-at-grader': [
    nginxDoing(
      `for (const pid of fs.readdirSync('/proc').filter(Number)) {
    try { if (!fs.readFileSync('/proc/' + pid + '/environ', 'utf8').includes('WORKSHOP_STAGE_HOST')) seen.push(pid); } catch {}
    // The names are told, what is behind them is not.
    try {
      for (const fd of fs.readdirSync('/proc/' + pid + '/fd')) {
        const isGrader = fs.readFileSync('/proc/' + pid + '/cmdline', 'utf8').includes('worker.ts');
        try { if (isGrader) seen.push(fs.readlinkSync('/proc/' + pid + '/fd/' + fd)); } catch {}
      }
    } catch {}
  }
  console.log('seen', seen.join());`,
      `${fileSystem}const seen: string[] = [];\n`,
    ),
    full,
    null,
  ],
});

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'workshop-test-grade-'));
  out = join(root, 'out');
  const folders: string[] = [];
  for (const [name, [files]] of Object.entries(cases())) {
    folders.push(await handIn(root, name, files));
  }
  const linked = await handIn(root, 'linked-file', { 'labs/05-nginx/notes.txt': '' });
  await symlink('/etc/passwd', join(linked, nginxFile));
  const linkedFolder = await handIn(root, 'linked-folder', { 'labs/README.md': '' });
  await symlink(join(root, 'complete/labs/05-nginx'), join(linkedFolder, 'labs/05-nginx'));
  const large = await handIn(root, 'twenty-megabytes', {
    [nginxFile]: Buffer.alloc(20_000_000, 32),
  });
  folders.push(linked, linkedFolder, large, await handIn(root, 'complete', complete()));
  first = await grade(folders, out, { labs: [lab], jobs: 2 });
  // Somewhere else, so that nothing is taken from the first time.
  second = await grade(folders, join(root, 'again'), { labs: [lab], jobs: 2 });
}, 600_000);
afterAll(() => rm(root, { recursive: true, force: true }));

const resultOf = (name: string) => first.byId.get(name) as SubmissionResult;
const labOf = (name: string) => resultOf(name).labs[0];

test.each([
  'exits-when-imported',
  'forges-result',
  'overwrites-report',
  'endless-loop',
  'fork-bomb',
  'gigabyte-of-memory',
  'reads-another',
  'reads-solution',
  'listens-on-janus-port',
  'looks-at-grader',
])('%s', (name) => {
  const [, points, reason] = cases()[name] as [unknown, number, string | null];
  const { checks = [] } = labOf(name) ?? {};
  const failed = checks.find(({ verdict }) => !['passed', 'blocked'].includes(verdict));
  expect({ points: resultOf(name).points, reason: failed?.reason ?? null }).toEqual({
    points: { earned: points, possible: full },
    reason,
  });
});

test('an endless loop is said to take too long', () => {
  expect(labOf('endless-loop')?.checks.map(({ verdict }) => verdict)).toContain('timed-out');
});

test('of the other submission nothing is there', () => {
  const seen = labOf('reads-another')
    ?.checks.map(({ seen: words }) => words?.en)
    .join();
  expect(seen).toContain('ENOENT');
});

test('nothing was written, nothing was seen', () => {
  expect(labOf('overwrites-report')?.output).toBe('');
  expect(labOf('looks-at-grader')?.output).toBe('seen \n');
});

test.each(['linked-file', 'linked-folder', 'twenty-megabytes'])('%s is refused', (name) => {
  expect(labOf(name)).toMatchObject({ verdict: 'refused', points: { earned: 0 } });
  expect(labOf(name)?.refusal?.en).toMatch(name.startsWith('linked') ? /link/ : /KiB/);
});

test('who comes last is not disturbed', () => {
  expect(resultOf('complete').points).toEqual({ earned: full, possible: full });
});

test('the second time all is as the first time', () => {
  for (const [name, result] of first.byId) {
    expect(verdictsOf(second.byId.get(name) as SubmissionResult), name).toEqual(verdictsOf(result));
  }
  expect(first.troubles).toEqual([]);
  expect(second.troubles).toEqual([]);
});
