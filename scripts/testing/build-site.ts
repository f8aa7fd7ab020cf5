/** Before the tests: the site they look at is built once, not by every stack that starts. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { freshSite } from '../docs/fresh-site.ts';
import { workDirectory } from '../system/work-directory.ts';

export default async function setup(): Promise<void> {
  const logs = join(workDirectory(0), 'logs');
  await mkdir(logs, { recursive: true, mode: 0o700 });
  await freshSite({ signal: new AbortController().signal, log: join(logs, 'site.log') });
}
