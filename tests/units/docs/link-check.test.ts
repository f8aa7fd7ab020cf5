import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { checkLinks, deadLinks } from '../../../docs/.vitepress/link-check.ts';

const pages = (home: string) => [
  { path: 'index.html', html: home },
  { path: 'labs/01.html', html: '<h2 id="the-idea">The idea</h2><h2 id="ni&amp;o">…</h2>' },
  { path: 'labs/index.html', html: '' },
];
const link = (href: string) => `<a class="x" href="${href}">there</a>`;

test.each([
  '/base/labs/01.html',
  '/base/labs/01.html#the-idea',
  '/base/labs/01.html#ni%26o',
  'labs/01.html#the-idea',
  './labs/01.html?x=1#the-idea',
  '/base/labs/',
  '/base/',
  './',
  '#here',
  '#',
  '/base/viewer/?lang=es',
  '/base/diagrams/one.png',
  'https://example.org/nothing.html#x',
  'mailto:someone@example.org',
])('lets %s pass', (href) => {
  expect(deadLinks(pages(`<p id="here">${link(href)}</p>`), '/base/')).toEqual([]);
});

test.each([
  ['/base/labs/02.html', 'leads to no page'],
  ['/base/lab/', 'leads to no page'],
  ['labs/01.html#no-idea', 'leads to no heading'],
  ['#nowhere', 'leads to no heading'],
])('finds %s', (href, words) => {
  expect(deadLinks(pages(link(href)), '/base/')).toEqual([`index.html: ${href} ${words}`]);
});

test('fails a build with a dead link', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'link-check-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, 'index.html'), link('#here'));
  await expect(checkLinks(folder, '/')).rejects.toThrow('index.html: #here leads to no heading');
  await writeFile(join(folder, 'index.html'), `<p id="here">${link('#here')}</p>`);
  await checkLinks(folder, '/');
});
