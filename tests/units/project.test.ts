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

test.each(['docs/dependencies.md', 'docs/dependencies.es.md'])(
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
    const listed = [...(await read(page)).matchAll(/^\| ([a-z@][^ ]+) \|/gm)].map(
      ([, name]) => name,
    );
    expect(listed.slice(1).toSorted()).toEqual(installed.toSorted());
  },
);
