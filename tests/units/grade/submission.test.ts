import { execFileSync } from 'node:child_process';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findLab } from '../../../labs/catalog.ts';
import type { Lab } from '../../../labs/lab.ts';
import { commitOf } from '../../../scripts/grade/commit.ts';
import { expectFolders } from '../../../scripts/grade/expect-folders.ts';
import { hashOfSubmission } from '../../../scripts/grade/fingerprint.ts';
import { ignoredFiles } from '../../../scripts/grade/ignored-files.ts';
import { type HandedIn, handedIn } from '../../../scripts/grade/submission.ts';
import { submissionIds } from '../../../scripts/grade/submission-ids.ts';
import { submissionRoot, submissionRoots } from '../../../scripts/grade/submission-root.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const nginx = findLab('nginx') as Lab;
const nginxOf = async (folder: string) => (await handedIn(folder)).get(nginx);

test('a file where a clone has it goes before one at the top', async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'nginx.ts'), 'at the top');
  expect(await nginxOf(folder)).toEqual({ state: 'found', path: 'nginx.ts', text: 'at the top' });
  await mkdir(join(folder, 'labs/05-nginx'), { recursive: true });
  await writeFile(join(folder, 'labs/05-nginx/nginx.ts'), '\uFEFFin its lab\r\n');
  expect(await nginxOf(folder)).toEqual({
    state: 'found',
    path: 'labs/05-nginx/nginx.ts',
    text: 'in its lab\r\n',
  });
});

test.each([
  ['a link', (file: string) => symlink('/etc/hostname', file), 'symbolic link'],
  ['a folder', (file: string) => mkdir(file), 'ordinary'],
  ['too large', (file: string) => writeFile(file, Buffer.alloc(257 * 1_024, 32)), '257 KiB'],
  ['no UTF-8', (file: string) => writeFile(file, Buffer.from([0x61, 0xff])), 'UTF-8'],
] as const)('%s is refused, in words', async (_, make, words) => {
  const folder = await temporaryFolder();
  await make(join(folder, 'nginx.ts'));
  const found = await nginxOf(folder);
  expect(found).toMatchObject({ state: 'refused', path: 'nginx.ts' });
  expect(found?.state === 'refused' && found.why.en).toContain(words);
});

test('a pipe keeps nobody waiting', async () => {
  const folder = await temporaryFolder();
  execFileSync('mkfifo', [join(folder, 'nginx.ts')]);
  expect(await nginxOf(folder)).toMatchObject({ state: 'refused' });
});

test('what does not count is named, a link by its name only', async () => {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'node_modules'));
  await writeFile(join(folder, 'node_modules/x.js'), '');
  await writeFile(join(folder, 'package.json'), '{}');
  await writeFile(join(folder, 'nginx.ts'), '');
  // It lies where such a file could count, and another one does.
  await writeFile(join(folder, 'viewer.ts'), '');
  await writeFile(join(folder, 'FEEDBACK.md'), '');
  await symlink('/', join(folder, 'everything'));
  expect(await ignoredFiles(folder, ['nginx.ts'])).toEqual([
    { path: 'everything', why: 'extra' },
    { path: 'package.json', why: 'changed' },
    { path: 'viewer.ts', why: 'extra' },
  ]);
});

test('the same text is the same submission, another one is not', () => {
  const hash = (file: HandedIn) => hashOfSubmission(new Map([[nginx, file]]));
  const found = (text: string): HandedIn => ({ state: 'found', path: 'nginx.ts', text });
  expect(hash(found('a'))).toBe(hash(found('a')));
  expect(hash(found('a'))).not.toBe(hash(found('b')));
  const why = { en: 'A link.', es: 'Un enlace.' };
  // Taken away, it is missing, and no longer refused: that is to be said.
  const refused = hash({ state: 'refused', path: 'nginx.ts', why });
  expect(refused).not.toBe(hash({ state: 'missing' }));
});

test('names are told apart by the way to them', () => {
  expect(submissionIds(['/class/ana', '/class/josé pérez/'])).toEqual(['ana', 'josé pérez']);
  expect(submissionIds(['/a/ana/lab', '/b/ana/lab'])).toEqual(['a-ana-lab', 'b-ana-lab']);
});

test('a commit is told of a repository of its own, and of no other', async () => {
  const folder = await temporaryFolder();
  const git = (...args: string[]) =>
    execFileSync('git', ['-C', folder, ...args])
      .toString()
      .trim();
  git('init', '--quiet');
  expect(await commitOf(folder)).toBeNull();
  const author = ['-c', 'user.name=A', '-c', 'user.email=a@example.org'];
  git(...author, 'commit', '--quiet', '--allow-empty', '--message', 'Begin');
  // It would be run by `git status`, as whoever grades.
  git('config', 'core.fsmonitor', `touch ${folder}/ran`);
  await mkdir(join(folder, 'below'));
  expect(await commitOf(folder)).toEqual({ hash: git('rev-parse', 'HEAD'), changed: [] });
  expect(await commitOf(join(folder, 'below'))).toBeNull();
  expect((await ignoredFiles(folder, [])).map(({ path }) => path)).not.toContain('ran');
});

test('what is not committed as it was graded is told; the ends of lines do not count', async () => {
  const folder = await temporaryFolder();
  const git = (...args: string[]) => execFileSync('git', ['-C', folder, ...args]);
  await writeFile(join(folder, 'janus.ts'), 'one\ntwo\n');
  await writeFile(join(folder, 'nginx.ts'), 'one\n');
  git('init', '--quiet');
  git('add', '.');
  const author = ['-c', 'user.name=A', '-c', 'user.email=a@example.org'];
  git(...author, 'commit', '--quiet', '--message', 'Begin');
  const files = [
    { path: 'janus.ts', text: 'one\r\ntwo\r\n' },
    { path: 'nginx.ts', text: 'another\n' },
    { path: 'viewer.ts', text: 'new' },
  ];
  expect((await commitOf(folder, files))?.changed).toEqual(['nginx.ts', 'viewer.ts']);
});

test('the folder around a ZIP is no matter; of several nobody chooses', async () => {
  const folder = await temporaryFolder();
  expect(await submissionRoots(folder)).toEqual([folder]);
  const inZip = join(folder, 'Entrega', 'hybrid-main');
  await mkdir(join(inZip, 'labs/05-nginx'), { recursive: true });
  await writeFile(join(inZip, 'labs/05-nginx/nginx.ts'), '');
  expect(await submissionRoot(folder)).toBe(inZip);
  await mkdir(join(folder, 'old'));
  await writeFile(join(folder, 'old', 'nginx.ts'), '');
  expect(await submissionRoots(folder)).toEqual([join(folder, 'old'), inZip]);
  expect(await submissionRoot(folder)).toBe(folder);
  await expect(expectFolders([folder])).rejects.toThrow('holds 2');
  await writeFile(join(folder, 'nginx.ts'), '');
  expect(await submissionRoots(folder)).toEqual([folder]);
  await expectFolders([folder]);
});
