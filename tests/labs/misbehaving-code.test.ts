/** A student's code may do anything: the verdict is clear and in time, and nothing of it stays. */
import { readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findLab } from '../../labs/catalog.ts';
import type { Lab } from '../../labs/lab.ts';
import { waitUntil } from '../../scripts/checks/wait-until.ts';
import { stageFile } from '../../scripts/labs/lab-layout.ts';
import { layOut } from '../../scripts/labs/lay-out.ts';
import { stageVariable } from '../../scripts/labs/marked-processes.ts';
import { OpenLab } from '../../scripts/labs/open-lab.ts';
import { startTypeChecker, type TypeChecker } from '../../scripts/labs/type-checker.ts';

const lab = findLab('nginx') as Lab;
const solution = readFileSync(stageFile(lab, 'solutions'), 'utf8').replaceAll('../../labs', '..');
let types: TypeChecker;
let open: OpenLab;

beforeAll(async () => {
  types = startTypeChecker();
  open = await OpenLab.open(lab, types);
  await open.prepare(stageFile(lab, 'solutions'));
});
afterAll(async () => {
  await open?.close();
  await types?.close();
});

async function verdictOn(text: string) {
  const { file, remove } = await layOut(lab, text);
  try {
    const report = await open.run(file);
    const failed = report.checks.find(({ state }) => state === 'failed');
    return { ...report, reason: failed?.reason, seen: failed?.seen?.en ?? '' };
  } finally {
    await remove();
  }
}

/** The solution, whose function does this first. */
const doing = (statements: string) =>
  `${solution.replace('export const nginxConfig', 'const rendered')}
export const nginxConfig: NginxConfig = (settings) => {
  ${statements}
  return rendered(settings);
};
`;

const withImport = (name: string, from: string, statements: string) =>
  `import { ${name} } from '${from}';\n${doing(statements)}`;

test.for([
  ['never returns', doing('for (;;) {}'), 'never-returns', 'loop without an end'],
  ['never finishes loading', `${doing('')}\nfor (;;) {}`, 'never-returns', 'loop without an end'],
  ['throws', doing("throw new RangeError('too far');"), 'throws', 'RangeError: too far\nnginx.ts:'],
  ['ends the process', doing('process.exit(0);'), 'ends-process', 'exit code 0'],
  [
    'prints without end',
    withImport('writeSync', 'node:fs', "for (;;) try { writeSync(1, 'x'.repeat(1000)); } catch {}"),
    'prints-without-end',
    '256 KiB',
  ],
  [
    'takes all memory',
    doing('const all: number[][] = []; for (;;) all.push(new Array(1e6).fill(1));'),
    'takes-all-memory',
    '256 MiB',
  ],
  ['returns a number', 'export const nginxConfig = () => 5;', 'wrong-shape', 'nginxConfig(…)'],
  ['returns nothing', 'export const nginxConfig = () => {};', 'wrong-shape', 'returned nothing'],
  ['exports something else', 'export const nginx = () => 5;', 'no-export', 'Its functions: nginx.'],
  [
    'imports what is not there',
    "import { x } from './nowhere.ts';\nexport const nginxConfig = () => x;",
    'type-error',
    "nginx.ts:1: Cannot find module './nowhere.ts'",
  ],
  [
    'is no TypeScript',
    'export const nginxConfig = (settings) => {\n  return `',
    'syntax-error',
    'nginx.ts:2: Unterminated template literal.\n  return `',
  ],
  [
    'mixes up its types',
    doing('const port: string = settings.ports.origin; void port;'),
    'type-error',
    "Type 'number' is not assignable to type 'string'",
  ],
] as const)('%s', { timeout: 20_000 }, async ([, text, reason, words]) => {
  const begun = performance.now();
  const verdict = await verdictOn(text);
  expect(verdict).toMatchObject({ verdict: 'not-yet', reason });
  expect(verdict.seen).toContain(words);
  // One screen.
  expect(verdict.seen.split('\n').length).toBeLessThan(12);
  expect(verdict.seen).not.toContain('    at ');
  const limitSeconds = text.endsWith('for (;;) {}') ? 12 : 6;
  expect((performance.now() - begun) / 1_000).toBeLessThan(limitSeconds);
  await expectNothingLeft();
});

test('starts a process that leaves its group', async () => {
  const start = "spawn('sleep', ['600'], { detached: true, stdio: 'ignore' }).unref();";
  const verdict = await verdictOn(withImport('spawn', 'node:child_process', start));
  expect(verdict).toMatchObject({ verdict: 'not-yet', reason: 'starts-process' });
  await expectNothingLeft();
});

test('leaves a timer, and prints: it passes, and what it printed is told', async () => {
  const verdict = await verdictOn(
    doing("setInterval(() => {}, 1000); console.log('port', settings.ports.origin);"),
  );
  expect(verdict.seen).toBe('');
  expect(verdict.verdict).toBe('passed');
  expect(verdict.output).toMatch(/^port \d+\n$/);
  await expectNothingLeft();
});

test('a run that is overtaken stops', async () => {
  const { file, remove } = await layOut(lab, doing('for (;;) {}'));
  const overtaken = new AbortController();
  const begun = performance.now();
  // The types are checked beside the endless loop: once they are, the run is in the middle of it.
  const run = open.run(file, { signal: overtaken.signal, onCheck: () => overtaken.abort() });
  await expect(run).rejects.toThrow('aborted');
  expect(performance.now() - begun).toBeLessThan(1_500);
  await remove();
  await expectNothingLeft();
});

/** But for the one process that waits, empty, for the next run, and tsx's helper in it. */
const expectNothingLeft = () =>
  waitUntil(
    'nothing of the student’s code runs',
    async () => {
      const left = (await processesOfStages()).filter(
        ({ commandLine }) => !commandLine.includes('/esbuild'),
      );
      const hosts = left.filter(({ commandLine }) => commandLine.includes('stage-host.ts'));
      const own = hosts.filter(({ parent }) => parent === process.pid);
      return left.length === hosts.length && own.length <= 1;
    },
    5_000,
  );

/** Everything on this machine that a stage's process started, or is one. */
async function processesOfStages() {
  const found: { commandLine: string; parent: number }[] = [];
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const read = (file: string) => readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '');
    if (!(await read('environ')).includes(`${stageVariable}=`)) continue;
    const parent = Number(/^PPid:\s*(\d+)/m.exec(await read('status'))?.[1]);
    found.push({ commandLine: await read('cmdline'), parent });
  }
  return found;
}
