/**
 * `npm run lab -- --once`: exit codes, both languages, JSON, the table of all. One after the other:
 * each loads TypeScript, and the tests of the watch mode run beside them.
 */
import { rm, writeFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { progressSchema } from '../../scripts/labs/progress.ts';
import { labReportSchema } from '../../scripts/labs/report.ts';
import { WorkshopCopy } from './workshop-copy.ts';

describe('npm run lab -- --once', { timeout: 120_000 }, () => {
  test('solutions pass, as JSON and nothing else: exit code 0, and they earn nothing', async ({
    onTestFinished,
  }) => {
    const copy = await WorkshopCopy.make(onTestFinished);
    const { exitCode, output } = await copy.run(['--all', '--json', '--solution']);
    const reports = z.array(labReportSchema).parse(JSON.parse(output));
    expect(reports.map(({ lab, verdict }) => [lab, verdict])).toEqual([
      ['greeting', 'passed'],
      ['nginx', 'passed'],
    ]);
    expect(exitCode).toBe(0);
    await expect(copy.read('.workshop/progress.json')).rejects.toThrow('ENOENT');
  });

  test('a starter is not there yet: exit code 1, in the reader’s language', async ({
    onTestFinished,
  }) => {
    const copy = await WorkshopCopy.make(onTestFinished);
    const { exitCode, output } = await copy.run(['nginx', '--once', '--lang', 'es']);
    expect(exitCode, output).toBe(1);
    expect(output).toContain('Se esperaba:');
    expect(output).toMatch(/todavía no · \d+ de \d+ puntos/);
    // Only watch mode writes a starter in another language.
    expect(await copy.read('labs/05-nginx/nginx.ts')).toContain('TODO 1. Tell nginx');
  });

  test('a missing program is the environment: exit code 2, and what mends it', async ({
    onTestFinished,
  }) => {
    const copy = await WorkshopCopy.make(onTestFinished);
    const args = ['5', '--once'];
    const { exitCode, output } = await copy.run(args, { NGINX_BIN: '/nowhere' });
    expect(exitCode, output).toBe(2);
    expect(output).toContain('NGINX_BIN names /nowhere');
    expect(output).toContain('unset NGINX_BIN');
    expect(output).toContain('environment · 0 of');
  });

  test('without a name: the next one that is not passed; marks are entered and lost', async ({
    onTestFinished,
  }) => {
    const copy = await WorkshopCopy.make(onTestFinished);
    const marks = async () =>
      progressSchema.parse(JSON.parse(await copy.read('.workshop/progress.json')));
    await writeFile(copy.greetingFile, await copy.read('solutions/01-greeting/greeting.ts'));
    const first = await copy.run(['--json']);
    expect(labReportSchema.parse(JSON.parse(first.output))).toMatchObject({
      lab: 'greeting',
      verdict: 'passed',
      points: { earned: 3, possible: 3 },
    });
    expect(first.exitCode).toBe(0);
    expect((await marks()).labs.greeting?.passedAt).toBeTypeOf('string');

    await writeFile(copy.greetingFile, 'export const greeting = (name: string) => name;\n');
    const all = await copy.run(['--all']);
    await expect(marks()).resolves.toMatchObject({
      labs: { greeting: { passedAt: null, points: 2 }, nginx: { passedAt: null } },
    });
    expect(all.exitCode, all.output).toBe(1);
    expect(all.output).toMatch(/01-greeting +not yet +2 of 3 points +\d+\.\d +\d+\.\d/);
    expect(all.output).toMatch(/05-nginx +not yet/);
    expect(all.output).toContain('It says hello.');
  });

  test('an unknown lab and a file that is gone are told of', async ({ onTestFinished }) => {
    const copy = await WorkshopCopy.make(onTestFinished);
    const unknown = await copy.run(['9', '--lang=es']);
    await rm(copy.greetingFile);
    const gone = await copy.run(['1', '--once']);
    expect(unknown).toMatchObject({ exitCode: 2, output: '' });
    expect(unknown.complaints).toContain('No hay ningún laboratorio "9".');
    expect(unknown.complaints).toContain('01-greeting, 05-nginx');
    expect(gone.exitCode).toBe(2);
    expect(gone.output).toContain('labs/01-greeting/greeting.ts is not there.');
  });
});

test('--help says the same in both languages', async ({ onTestFinished }) => {
  const copy = await WorkshopCopy.make(onTestFinished);
  const [english, spanish] = await Promise.all([
    copy.run(['--help']),
    copy.run(['--help', '--lang', 'es']),
  ]);
  const options = (text: string) => [...text.matchAll(/--[a-z]+/g)].map(([option]) => option);
  expect(options(english.output)).toEqual(options(spanish.output));
  expect(english.output).toContain('Say hello');
  expect(spanish.output).toContain('Saludar');
});
