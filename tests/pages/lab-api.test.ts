/** What a page may ask of the labs, and who may not: progress, the way to the solution, the editor. */
import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { waitUntil } from '../../scripts/checks/wait-until.ts';
import { type LabStates, type SolutionDiff, tokenHeader } from '../../scripts/site/api-types.ts';
import { WorkshopCopy } from '../labs-cli/workshop-copy.ts';
import { type LabListener, LabSite } from '../support/lab-site.ts';

const polite = "export const greeting = (name: string): string => 'Hello, '.concat(name);\n";
const impolite = "export const greeting = (name: string): string => 'Go, '.concat(name);\n";
const greeting = '01-greeting';
const nginx = '05-nginx';

let copy: WorkshopCopy;
let remove: () => Promise<void>;
let site: LabSite;
let page: LabListener;

beforeAll(async () => {
  copy = await WorkshopCopy.make((atEnd) => {
    remove = atEnd;
  });
  site = await LabSite.start(copy, { environment: { LAUNCH_EDITOR: copy.path('editor') } });
});
beforeEach(async () => {
  page?.leave();
  page = site.listen();
  await page.until(greeting, 'the page hears of the labs', () => true);
});
afterAll(async () => {
  page?.leave();
  await remove?.();
});

const states = async () => ((await site.call('/api/labs')).json() as LabStates).labs;

describe('progress', () => {
  it('of another program reaches the page, and counts only for that file', async () => {
    await writeFile(copy.greetingFile, impolite);
    await page.until(greeting, 'no mark counts', ({ isPassed }) => !isPassed);
    await writeFile(copy.greetingFile, polite);
    const { exitCode } = await copy.run(['1', '--once']);
    expect(exitCode).toBe(0);
    const { points } = await page.until(greeting, 'the mark is there', ({ isPassed }) => isPassed);
    expect(points).toEqual({ earned: 3, possible: 3 });
    expect((await states()).map(({ folder, isPassed }) => [folder, isPassed])).toEqual([
      [greeting, true],
      [nginx, false],
    ]);
    await writeFile(copy.greetingFile, impolite);
    await page.until(greeting, 'the mark is lost', ({ isPassed }) => !isPassed);
  });
});

describe('the way to the solution', () => {
  const diff = async (language: string) =>
    (await site.call(`/api/labs/${greeting}/diff?lang=${language}`)).json() as SolutionDiff;

  it('is told line by line, without what the student should do there', async () => {
    await writeFile(copy.greetingFile, copy.greetingStarter('es'));
    const { hunks } = await diff('es');
    const lines = hunks.flatMap((hunk) => hunk.lines);
    expect(hunks[0]?.line).toBeGreaterThan(0);
    expect(lines).toContainEqual({
      kind: 'added',
      text: `export const greeting = (name: string): string => \`Hello, \${name}!\`;`,
    });
    expect(lines).toContainEqual({
      kind: 'removed',
      text: "export const greeting = (_name: string): string => '';",
    });
    expect(lines.filter(({ text }) => text.startsWith('//'))).toEqual([]);
  });

  it('is empty at its end', async () => {
    const { lines = [] } = (await diff('en')).hunks[0] ?? {};
    expect(lines.length).toBeGreaterThan(0);
    await writeFile(copy.greetingFile, copy.greetingAnswer('en'));
    expect(await diff('en')).toEqual({ hunks: [] });
    expect((await site.call(`/api/labs/${greeting}/diff?lang=fr`)).status).toBe(400);
  });
});

describe('the editor', () => {
  beforeAll(async () => {
    await writeFile(copy.path('editor'), `#!/bin/sh\necho "$@" >> ${copy.path('edited')}\n`, {
      mode: 0o755,
    });
  });
  const open = (file: unknown) => site.post('/api/editor', { file });

  it('opens the students’ files and the pages', async () => {
    await mkdir(copy.path('docs/es/labs'), { recursive: true });
    await writeFile(copy.path('docs/es/labs/05-nginx.md'), '');
    for (const file of ['labs/01-greeting/greeting.ts', 'docs/es/labs/05-nginx.md']) {
      await rm(copy.path('edited'), { force: true });
      expect((await open(file)).status).toBe(204);
      const edited = await waitUntil('the editor was started', () => copy.read('edited'));
      expect(edited.trim()).toBe(copy.path(file));
    }
  });

  it('is told of no other file', async () => {
    await rm(copy.path('edited'), { force: true });
    await symlink(copy.path('package.json'), copy.path('docs/link.md'));
    await symlink(copy.path('labs'), copy.path('docs/linked'));
    await writeFile(copy.path('labs/page.md'), '');
    await mkdir(copy.path('docs/folder.md'));
    await mkdir(copy.path('docs/.vitepress'));
    for (const name of ['docs/page.md', 'docs/.vitepress/x.md', 'docs/page.md:3'])
      await writeFile(copy.path(name), '');
    const others = [
      ...['package.json', 'labs/settings.ts', 'labs/01-greeting/checks.ts', '/etc/passwd', ''],
      ...['labs/01-greeting/../../package.json', './labs/01-greeting/greeting.ts'],
      ...['labs//01-greeting/greeting.ts', 'docs/link.md', 'docs/linked/page.md', 'docs/folder.md'],
      ...['docs/../README.md', 'docs/nothing.md', 'docs/page.md:3', 'docs\\page.md', 7, null],
      ...['docs/.vitepress/x.md', 'docs/./page.md', '../docs/page.md', `${copy.root}/docs/page.md`],
      ...[copy.greetingFile, 'labs/01-greeting', 'docs/', 'labs/01-greeting/greeting.ts:1:1'],
    ];
    for (const file of others) {
      const { status, json } = await open(file);
      expect({ file, status }).toEqual({ file, status: 400 });
      expect(json()).toEqual({ error: { en: expect.any(String), es: expect.any(String) } });
    }
    await rm(copy.greetingFile);
    await symlink(copy.path('package.json'), copy.greetingFile);
    expect((await open('labs/01-greeting/greeting.ts')).status, 'a link').toBe(400);
    await rm(copy.greetingFile);
    await writeFile(copy.greetingFile, polite);
    await expect(copy.read('edited')).rejects.toThrow('ENOENT');
  });

  it('that does not open says how to choose one', async () => {
    await rm(copy.path('editor'));
    const { status, json } = await open('labs/01-greeting/greeting.ts');
    const words = expect.stringContaining('LAUNCH_EDITOR=code npm start');
    expect({ status, body: json() }).toEqual({
      status: 503,
      body: { error: { en: words, es: words } },
    });
  });
});

describe('who may not', () => {
  const run = `/api/labs/${greeting}/run`;
  const body = JSON.stringify({ watch: false, language: 'en' });
  const runCode: [string, string][] = [
    ['POST', run],
    ['DELETE', run],
    ['POST', '/api/editor'],
  ];

  it.each(runCode)(
    '%s %s: without the page’s token, or from another site',
    async (method, path) => {
      const { number } = page.latest(greeting)?.run ?? {};
      const ask = async (headers: Record<string, string>) =>
        (await site.call(path, { method, headers, body })).status;
      expect(await ask({ [tokenHeader]: '' }), 'no token').toBe(403);
      expect(await ask({ [tokenHeader]: 'x'.repeat(site.token.length) }), 'wrong token').toBe(403);
      expect(await ask({ origin: 'http://evil.example' }), 'foreign Origin').toBe(403);
      expect(await ask({ origin: 'null' }), 'no Origin to speak of').toBe(403);
      expect(await ask({ host: `evil.example:${site.port}` }), 'foreign Host').toBe(403);
      expect(await ask({ 'sec-fetch-site': 'cross-site' }), 'across sites').toBe(403);
      expect((await site.call(path)).status, 'GET').toBe(405);
      expect((await states())[0]?.run?.number, 'nothing was run').toBe(number);
    },
  );

  it.each(['/api/labs', `/api/labs/${nginx}/diff`])('read %s from another site', async (path) => {
    expect((await site.call(path)).status).toBe(200);
    const foreign = { origin: 'http://evil.example' };
    expect((await site.call(path, { headers: foreign })).status).toBe(403);
    const rebound = { host: `evil.example:${site.port}` };
    expect((await site.call(path, { headers: rebound })).status).toBe(403);
  });

  it('ask for what there is not', async () => {
    for (const folder of ['99-nothing', 'greeting', '1', '..', '%2e%2e', '01-greeting%2f..']) {
      expect((await site.run(folder)).status, folder).toBe(404);
      expect((await site.call(`/api/labs/${folder}/diff`)).status, folder).toBe(404);
    }
    expect((await site.post(run, { watch: true })).status).toBe(400);
    expect((await site.post(run, { watch: 1, language: 'en' })).status).toBe(400);
    expect((await site.post(run, { watch: false, language: 'fr' })).status).toBe(400);
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    expect((await site.call(run, { method: 'POST', headers: form, body })).status).toBe(415);
  });
});
