/** `npm run docs:build`, as an author runs it. */
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { run } from '../../scripts/system/run.ts';
import { repositoryRoot, workDirectory } from '../../scripts/system/work-directory.ts';

test('builds the site for a folder of a host in less than a minute', async () => {
  await mkdir(workDirectory(0), { recursive: true, mode: 0o700 });
  const out = await mkdtemp(join(workDirectory(0), 'docs-build-'));
  onTestFinished(() => rm(out, { recursive: true, force: true }));
  const begun = performance.now();
  const args = ['--prefix', repositoryRoot, 'run', '--silent', 'docs:build', '--'];
  const { output, exitCode } = await run('npm', [...args, '--out', out, '--base', 'workshop'], {
    timeoutMilliseconds: 120_000,
  });
  const seconds = (performance.now() - begun) / 1_000;
  expect(exitCode, output).toBe(0);
  console.log(`npm run docs:build: ${seconds.toFixed(1)} s`);
  expect(seconds).toBeLessThan(60);
  const page = await readFile(join(out, 'es/labs/05-nginx.html'), 'utf8');
  expect(page).toContain('href="/workshop/es/labs/06-viewer.html"');
}, 150_000);
