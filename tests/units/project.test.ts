/** What holds for the whole project: types, style, and a reason for every dependency in both languages. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { run } from '../../scripts/system/run.ts';
import { repositoryRoot } from '../../scripts/system/work-directory.ts';

test.each([
  ['check:types', 120_000],
  ['check:style', 60_000],
])(
  'npm run %s',
  async (script, timeoutMilliseconds) => {
    const args = ['--prefix', repositoryRoot, 'run', '--silent', script];
    const { output, exitCode } = await run('npm', args, { timeoutMilliseconds });
    expect(exitCode, output).toBe(0);
  },
  150_000,
);

test.each(['docs/reference/dependencies.md', 'docs/es/reference/dependencies.md'])(
  '%s has a line per dependency',
  async (page) => {
    const read = (path: string) => readFile(join(repositoryRoot, path), 'utf8');
    const project = JSON.parse(await read('package.json')) as Record<
      string,
      Record<string, string>
    >;
    const installed = ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((kind) =>
      Object.keys(project[kind] ?? {}),
    );
    const listed = [...(await read(page)).matchAll(/^\| ([a-z@][^ ]+) \|/gm)]
      .map(([, name]) => name)
      .filter((name) => name !== 'package' && name !== 'paquete');
    expect(listed.toSorted()).toEqual(installed.toSorted());
  },
);

test('the lockfile holds what every platform installs, and no download address', async () => {
  const text = await readFile(join(repositoryRoot, 'package-lock.json'), 'utf8');
  const { packages } = JSON.parse(text) as {
    packages: Record<string, { optionalDependencies?: Record<string, string> }>;
  };
  // npm leaves out, without a word, an optional package that its registry lacked that day; then
  // `npm ci` of another npm version refuses the whole lockfile.
  const missing = Object.values(packages)
    .flatMap(({ optionalDependencies }) => Object.keys(optionalDependencies ?? {}))
    .filter((name) => !Object.keys(packages).some((path) => path.endsWith(`node_modules/${name}`)));
  expect(missing).toEqual([]);
  expect(text).not.toContain('"resolved"');
});
