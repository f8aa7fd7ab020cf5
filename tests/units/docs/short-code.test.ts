import { createMarkdownRenderer } from 'vitepress';
import { expect, test } from 'vitest';
import { markShortCode } from '../../../docs/.vitepress/markdown/short-code.ts';

const renderer = await createMarkdownRenderer('docs', { config: markShortCode });

test.each([
  ['--publisher none', true],
  ['docker compose exec janus bash', false],
])('`%s` is kept on one line in a table: %s', (code, isShort) => {
  const html = renderer.render(`| a |\n| --- |\n| \`${code}\` |\n`);
  expect(html).toMatch(new RegExp(`<code[^>]*>${code}</code>`));
  expect(/<code[^>]* class="short"/.test(html)).toBe(isShort);
});
