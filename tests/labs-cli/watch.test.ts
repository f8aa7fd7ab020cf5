/** `npm run lab` as a student leaves it open: saves, signals, keys. */
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { describe, type ExpectStatic, test } from 'vitest';
import { waitUntil } from '../../scripts/checks/wait-until.ts';
import { progressSchema } from '../../scripts/labs/progress.ts';
import { isRunning } from '../../scripts/system/sockets.ts';
import { descendants } from '../support/descendants.ts';
import { WorkshopCopy } from './workshop-copy.ts';

const polite = "export const greeting = (name: string): string => 'Hello, '.concat(name);\n";
const impolite = "export const greeting = (name: string): string => 'Go, '.concat(name);\n";
const endLimitMilliseconds = 30_000;
const nextSave = 'Every save is checked.';

describe.concurrent('npm run lab', { timeout: 120_000 }, () => {
  test('every save is checked, also one that an editor makes by renaming; SIGTERM ends it all', async ({
    expect,
    onTestFinished,
  }) => {
    const copy = await WorkshopCopy.make(onTestFinished);
    await writeFile(copy.greetingFile, copy.greetingStarter('es'));
    const lab = copy.start([]);
    await lab.says(nextSave);
    expect(await copy.read('labs/01-greeting/greeting.ts')).toBe(copy.greetingStarter('en'));
    expect(lab.output).toContain('Lab 01 · Say hello');
    expect(lab.output).toContain('Seen: ""');

    const saved = performance.now();
    await writeFile(copy.greetingFile, impolite);
    await lab.says(nextSave, 2);
    console.log(`save to verdict: ${(performance.now() - saved).toFixed(0)} ms`);
    expect(lab.output).toContain('It says hello.');

    await writeFile(`${copy.greetingFile}~`, polite);
    await rename(`${copy.greetingFile}~`, copy.greetingFile);
    await lab.says(nextSave, 3);
    expect(lab.output).toContain('passed · 3 of 3 points');

    await writeFile(copy.greetingFile, `${polite}const hello: number = 'one';\n`);
    await lab.says(nextSave, 4);
    expect(lab.output).toContain(
      "greeting.ts:2: Type 'string' is not assignable to type 'number'.",
    );
    await waitUntil('the mark is lost', async () => {
      const progress = JSON.parse(await copy.read('.workshop/progress.json'));
      return progressSchema.parse(progress).labs.greeting?.passedAt === null;
    });

    const family = await descendants(lab.pid);
    expect(family.length, 'daemon, type checker, stage').toBeGreaterThanOrEqual(3);
    lab.child.kill('SIGTERM');
    expect(await lab.exited).toBe(0);
    await expectGone(family, expect);
  });

  test('a save during a run cancels it, and however many come, one run follows', async ({
    expect,
    onTestFinished,
  }) => {
    const copy = await WorkshopCopy.make(onTestFinished);
    await writeFile(copy.path('hold'), '');
    await writeFile(copy.greetingFile, polite);
    const lab = copy.start(['greeting']);
    await lab.says('✓ The greeting has the name in it.');
    await writeFile(copy.greetingFile, `${polite}// once more\n`);
    await writeFile(copy.greetingFile, impolite);
    await lab.says('✓ The greeting has the name in it.', 2);
    await rm(copy.path('hold'));
    await lab.says(nextSave);
    // One verdict, about what was saved last; every trial that was opened was closed.
    expect(lab.count('3 points')).toBe(1);
    expect(lab.output).toContain('2 of 3 points');
    const trials = async (word: string) =>
      (await copy.read('trials.log')).split('\n').filter((line) => line === word).length;
    await waitUntil(
      'every trial is closed',
      async () => (await trials('closed')) === (await trials('opened')),
    );
    lab.child.kill('SIGINT');
    expect(await lab.exited).toBe(0);
  });

  test('kill -9 in the middle of a run leaves no process behind; an edited file stays as it is', async ({
    expect,
    onTestFinished,
  }) => {
    const copy = await WorkshopCopy.make(onTestFinished);
    await writeFile(copy.path('hold'), '');
    await writeFile(copy.greetingFile, polite);
    const lab = copy.start(['1', '--lang', 'es']);
    await lab.says('✓ El saludo lleva el nombre.');
    expect(await readFile(copy.greetingFile, 'utf8'), 'an edited file').toBe(polite);
    const family = await descendants(lab.pid);
    expect(family.length, 'daemon, type checker, stage').toBeGreaterThanOrEqual(3);
    lab.child.kill('SIGKILL');
    await expectGone(family, expect);
  });

  test('--polling sees saves too; a starter is put into the reader’s language', async ({
    expect,
    onTestFinished,
  }) => {
    const copy = await WorkshopCopy.make(onTestFinished);
    const lab = copy.start(['1', '--polling'], { LC_ALL: 'es_MX.UTF-8' });
    await lab.says('Cada vez que guardes se comprueba.');
    expect(await readFile(copy.greetingFile, 'utf8')).toBe(copy.greetingStarter('es'));
    await writeFile(copy.greetingFile, polite);
    await lab.says('aprobado · 3 de 3 puntos');
    lab.child.kill('SIGTERM');
    await lab.exited;
  });

  test('keys: hints, the way to the solution, reset with a copy, the list, the next lab', async ({
    expect,
    onTestFinished,
  }) => {
    const copy = await WorkshopCopy.make(onTestFinished);
    await writeFile(copy.greetingFile, impolite);
    const lab = copy.startInTerminal(['1']);
    await lab.says('2 of 3 points');
    lab.press('hh');
    await lab.says('Hint 2 of 3: The second nudge.');
    lab.press('d');
    await lab.says('(y/n)');
    lab.press('n');
    lab.press('d');
    lab.press('y');
    await lab.says('+ export const greeting = (name: string): string =>');
    lab.press(' x');
    lab.press('l');
    await lab.says('All labs');
    lab.press('xr');
    await lab.says('A copy of your file is kept. (y/n)');
    expect(await readFile(copy.greetingFile, 'utf8'), 'before the answer').toBe(impolite);
    lab.press('y');
    await lab.says('0 of 3 points');
    expect(await readFile(copy.greetingFile, 'utf8')).toBe(copy.greetingStarter('en'));
    const folder = '.workshop/backups/01-greeting';
    const [kept = ''] = await readdir(copy.path(folder));
    expect(await copy.read(`${folder}/${kept}`)).toBe(impolite);

    await writeFile(copy.greetingFile, polite);
    await lab.says('n next lab');
    lab.press('n');
    await lab.says('Lab 05');
    lab.press('q');
    expect(await lab.exited).toBe(0);
    // The cursor, the line breaks, the screen and the keyboard are as they were.
    for (const restored of ['\u001b[?25h', '\u001b[?7h', '\u001b[?1049l']) {
      expect(lab.output).toContain(restored);
    }
    expect(lab.output).toMatch(/[^-]icanon/);
    expect(lab.output).toMatch(/[^-]echo /);
  });
});

async function expectGone(pids: readonly number[], expect: ExpectStatic): Promise<void> {
  const running = async () => {
    const states = await Promise.all(pids.map(isRunning));
    return pids.filter((_, index) => states[index]);
  };
  const noneRuns = async () => (await running()).length === 0;
  await waitUntil('all have ended', noneRuns, endLimitMilliseconds).catch(() => {});
  expect(await running()).toEqual([]);
}
