import { expect, test } from 'vitest';
import { forgeEditPattern, forgeUrl } from '../../../docs/.vitepress/edit-link.ts';

test.each([
  ['https://github.com/a-school/workshop.git', 'https://github.com/a-school/workshop'],
  [
    'https://user@gitlab.example.org/group/sub/workshop',
    'https://gitlab.example.org/group/sub/workshop',
  ],
  ['git@github.com:a-school/workshop.git', 'https://github.com/a-school/workshop'],
  ['ssh://git@codeberg.org/a-school/workshop.git', 'https://codeberg.org/a-school/workshop'],
])('knows the forge of %s', (origin, url) => {
  expect(forgeUrl(origin)).toBe(url);
});

test.each(['', '/home/someone/workshop', '../workshop', 'file:///srv/git/workshop.git'])(
  'knows no forge for "%s"',
  (origin) => {
    expect(forgeUrl(origin)).toBeNull();
  },
);

test('believes GitHub’s CI', () => {
  const environment = { GITHUB_SERVER_URL: 'https://github.com', GITHUB_REPOSITORY: 'fork/kit' };
  expect(forgeEditPattern(environment)).toBe('https://github.com/fork/kit/edit/main/docs/:path');
});
